import type { ControlOption } from '../http/control-access.ts';
import type { Exchange } from '../journal/index.ts';
import type { OwnScenario } from '../scenarios/index.ts';
import type { ExportOptions, SessionOptions } from './context-options.ts';

/** What a server can be told. What concerns sessions holds for its own, and for every other one that says nothing else. */
export interface ServerOptions extends SessionOptions, Pick<ExportOptions, 'onError'> {
  /** The port; 0 is any free one. Default 0. */
  readonly port?: number | undefined;
  /** The address to listen on. Default `127.0.0.1`: this machine only. */
  readonly host?: string | undefined;
  /**
   * Who may control the server at `/__admin`, besides this machine: names by which they call it, addresses, networks.
   * Default `true`: this machine only. `false`: nobody.
   */
  readonly control?: ControlOption | undefined;
  /** Scenarios that can be chosen by their names, besides the catalogue. */
  readonly ownScenarios?: readonly OwnScenario[] | undefined;
  /** Takes one line for every request that is over; secrets are left out of it. Default: nobody does. */
  readonly onAccess?: ((line: string) => void) | undefined;
  /** Takes every exchange that is over, of all sessions, one after another; secrets are left out of it. Default: nobody does. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}
