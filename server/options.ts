import type { WorldInput } from '../generators/index.ts';
import type { Assumptions, NetworkProfile } from '../schemas/index.ts';
import { type Compression, type Context, createContext, type Shared } from './context.ts';
import { SessionClock } from './sessions/clock.ts';
import { machineNow } from './timers.ts';

/** What exports are made from: a world, and how it is shown. Whatever is left out has its default. */
export interface ExportOptions extends WorldInput {
  /** Which page the network export follows. Default `current`. */
  readonly profile?: NetworkProfile | undefined;
  /** A clock that stands still, Unix milliseconds; every answer can then be repeated to the byte. Default: the machine's clock. */
  readonly now?: number | undefined;
  /** How the members of the ZIP are packed. Default `deflate`. */
  readonly compression?: Compression | undefined;
  /** What holds where nobody outside the service can know; `docs/fidelity.md` lists the switches. Default: the first value of each. */
  readonly assumptions?: Partial<Assumptions> | undefined;
  /** Takes what went wrong inside while an answer was on its way. Default: nobody does. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** The options with every default filled in. The world's own defaults are filled in when it is made. */
export function contextOf(options: ExportOptions, clock = clockOf(options), shared?: Shared): Context {
  const { profile = 'current', compression = 'deflate', assumptions = {}, onError = () => {} } = options;
  return createContext({ profile, compression, assumptions, clock, report: onError, world: options }, shared);
}

/** The clock that the options stand for. */
export function clockOf({ now }: ExportOptions): SessionClock {
  return new SessionClock(machineNow, now);
}
