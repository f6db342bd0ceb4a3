import type { SizeName, WorldInput } from '../../generators/index.ts';
import type { Assumptions, NetworkProfile } from '../../schemas/index.ts';
import type { Compression, Context } from '../export/context.ts';
import type { OwnScenario, ScenarioName } from '../scenarios/index.ts';
import { machineNow } from '../util/timers.ts';
import { SessionClock } from './clock.ts';
import { createContext, type Shared } from './context.ts';
import type { RateLimit } from './rate-limiter.ts';

/** An instant as a program may give it: Unix milliseconds, ISO 8601, or a Date. */
export type InstantInput = number | string | Date;

/** What exports are made from: a world, and how it is shown. Whatever is left out has its default; words may be in any case of letters. */
export interface ExportOptions extends Omit<WorldInput, 'seed' | 'size' | 'start'> {
  /** Another seed is another network. Default `1`. */
  readonly seed?: string | number | undefined;
  /** How large the network is. Default `small`. */
  readonly size?: SizeName | undefined;
  /** First day of the network. Default: as the size says. */
  readonly start?: InstantInput | undefined;
  /** Which page the network export follows. Default `current`. */
  readonly profile?: NetworkProfile | undefined;
  /** A clock that stands still; every answer can then be repeated to the byte. Default: the machine's clock. */
  readonly now?: InstantInput | undefined;
  /** How the members of the ZIP are packed. Default `deflate`. */
  readonly compression?: Compression | undefined;
  /** What holds where nobody outside the service can know; `docs/fidelity.md` lists the switches. Default: the first value of each. */
  readonly assumptions?: Partial<Assumptions> | undefined;
  /** Takes what went wrong inside while an answer was on its way. Default: nobody does. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** What a session can be told. What is left out is as in the server that it is part of. */
export interface SessionOptions extends Omit<ExportOptions, 'onError'> {
  /** What happens to everybody who brings no scenario of their own: a name of the catalogue or of an own scenario, or the scenario itself. Default: nothing. */
  readonly scenario?: ScenarioName | (string & {}) | OwnScenario | undefined;
  /** The service's own limit is 10 requests in 30 seconds. Default: no limit. */
  readonly rateLimit?: RateLimit | undefined;
  /** Waits of scenarios take one part in so many of their time. Default 1. */
  readonly timeScale?: number | undefined;
}

/** The options of an export once they were read: in one form, and none that cannot be. */
export interface CheckedExportOptions
  extends Omit<WorldInput, 'size'>,
    Pick<ExportOptions, 'size' | 'profile' | 'compression' | 'assumptions' | 'onError'> {
  /** Unix milliseconds. */
  readonly now?: number | undefined;
}

/** The options of a session once they were read. */
export interface CheckedOptions
  extends Omit<CheckedExportOptions, 'onError'>,
    Pick<SessionOptions, 'rateLimit' | 'timeScale'> {
  readonly scenario?: string | OwnScenario | undefined;
}

/** The options with every default filled in. The world's own defaults are filled in when it is made. */
export function contextOf(options: CheckedExportOptions, clock = clockOf(options), shared?: Shared): Context {
  const { profile = 'current', compression = 'deflate', assumptions = {}, onError = () => {} } = options;
  return createContext({ profile, compression, assumptions, clock, report: onError, world: options }, shared);
}

/** The clock that the options stand for. */
export function clockOf({ now }: CheckedExportOptions): SessionClock {
  return new SessionClock(machineNow, now);
}
