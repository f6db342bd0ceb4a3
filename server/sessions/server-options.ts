import type { ControlOption } from '../http/control-access.ts';
import type { Exchange } from '../journal/index.ts';
import type { OwnScenario } from '../scenarios/index.ts';
import type { ExportOptions, ProcessOption, SessionOptions } from './context-options.ts';

/** The result of a check of an export. */
export interface CheckedExport {
  /** The report, in the form of `engage-export check --json`. */
  readonly report: object;
  /** The same as a text for people. */
  readonly text: string;
}

/**
 * Checks the export ZIP at a path.
 *
 * @param signal Aborted when the client has left: the check ends.
 */
export type ExportChecker = (path: string, signal: AbortSignal) => Promise<CheckedExport>;

/**
 * The options of a server. The options of sessions apply to its own session, and are the defaults of all
 * others.
 */
export interface ServerOptions extends SessionOptions, Pick<ExportOptions, ProcessOption> {
  /**
   * The port; 0 means any free port.
   *
   * @default 0
   */
  readonly port?: number | undefined;
  /**
   * The address to listen on.
   *
   * @default 127.0.0.1 (this machine only)
   */
  readonly host?: string | undefined;
  /**
   * The clients that may control the server at `/__admin`, besides this machine: host names by which they
   * reach it, addresses, networks. `false`: nobody, not even this machine.
   *
   * @default true (this machine only)
   */
  readonly control?: ControlOption | undefined;
  /**
   * The folder with the certificate authority for HTTPS; it is made there if there is none.
   *
   * @default none: an authority that exists only in memory
   */
  readonly authority?: string | undefined;
  /**
   * Scenarios that can be selected by name, besides the catalogue.
   *
   * @default none
   */
  readonly ownScenarios?: readonly OwnScenario[] | undefined;
  /**
   * Receives one line for every request that is over, and for connections that were refused below HTTP,
   * without secrets.
   *
   * @default none
   */
  readonly onAccess?: ((line: string) => void) | undefined;
  /**
   * Receives every exchange that is over, of all sessions, one after another, without secrets.
   *
   * @default none
   */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
  /**
   * Checks an export ZIP that is sent to `POST /__admin/check`; the command line gives the check of
   * `engage-export check --laws`.
   *
   * @default none: the call answers with the command that checks
   */
  readonly checkExport?: ExportChecker | undefined;
}
