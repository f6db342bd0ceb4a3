import type { SizeName, WorldInput } from '../../generators/index.ts';
import type { Assumptions, NetworkProfile } from '../../schemas/index.ts';
import type { Compression, Context } from '../export/context.ts';
import type { OwnScenario, ScenarioName } from '../scenarios/index.ts';
import { machineNow } from '../util/timers.ts';
import { SessionClock } from './clock.ts';
import { createContext, sharedOf } from './context.ts';
import type { RateLimit } from './rate-limiter.ts';

/** An instant: Unix milliseconds, ISO 8601, or a Date. */
export type InstantInput = number | string | Date;

/** The options of an export: the network, and the form of the export. Words may be in upper or lower case. */
export interface ExportOptions extends Omit<WorldInput, 'seed' | 'size' | 'start'> {
  /**
   * The seed of the network. Another seed makes another network.
   *
   * @default 1
   */
  readonly seed?: string | number | undefined;
  /**
   * The size of the network.
   *
   * @default small
   */
  readonly size?: SizeName | undefined;
  /**
   * The first day of the network, or its first second.
   *
   * @default depends on the size
   */
  readonly start?: InstantInput | undefined;
  /**
   * The documentation page that the network export follows.
   *
   * @default current
   */
  readonly profile?: NetworkProfile | undefined;
  /**
   * The instant of a fixed clock. With it, every response is repeatable to the byte.
   *
   * @default the clock of the machine
   */
  readonly now?: InstantInput | undefined;
  /**
   * The compression of the members of the ZIP.
   *
   * @default deflate
   */
  readonly compression?: Compression | undefined;
  /**
   * The place that addresses in rows lead to: the real service, the mock under the address of the request, or
   * a base URL. With `mock`, a client that follows links sends its token to the mock.
   *
   * @default service
   */
  readonly links?: 'service' | 'mock' | (string & {}) | undefined;
  /**
   * The choices where the behaviour of the service is unknown. `docs/fidelity.md` lists the switches.
   *
   * @default the first value of each switch
   */
  readonly assumptions?: Partial<Assumptions> | undefined;
  /**
   * The maximum number of threads that help with large exports; 0 for none. The bytes are the same for every
   * number.
   *
   * @default one fewer than cores, at most 4
   */
  readonly workers?: number | undefined;
  /**
   * Receives internal errors that occur while a response is under way.
   *
   * @default errors are ignored here; a server writes them to stderr
   */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** The options that all exports of a process share. */
export type ProcessOption = 'workers' | 'onError';

/**
 * The options of a session.
 *
 * @default for each option, the value of the server
 */
export interface SessionOptions extends Omit<ExportOptions, ProcessOption> {
  /**
   * The scenario of all requests that select none: a name from the catalogue, the name of an own scenario, or
   * a scenario.
   *
   * @default no scenario
   */
  readonly scenario?: ScenarioName | (string & {}) | OwnScenario | undefined;
  /**
   * The rate limit per token. The real service allows 10 requests in 30 seconds.
   *
   * @default no limit
   */
  readonly rateLimit?: RateLimit | undefined;
  /**
   * The divisor of all waits in scenarios, and of the time that an export request of the Files Export API
   * takes: 100 makes them 100 times shorter.
   *
   * @default 1
   */
  readonly timeScale?: number | undefined;
}

/** The options of an export in normal form, all valid. */
export interface CheckedExportOptions
  extends Omit<WorldInput, 'size'>,
    Pick<ExportOptions, 'size' | 'profile' | 'compression' | 'links' | 'assumptions' | ProcessOption> {
  /** Unix milliseconds. */
  readonly now?: number | undefined;
}

/** The options of a session in normal form, all valid. */
export interface CheckedOptions
  extends Omit<CheckedExportOptions, ProcessOption>,
    Pick<SessionOptions, 'rateLimit' | 'timeScale'> {
  readonly scenario?: string | OwnScenario | undefined;
}

/**
 * The context of an export, with every default filled in. The world fills in its own defaults when it is
 * made.
 */
export function contextOf(
  options: CheckedExportOptions,
  clock = clockOf(options),
  shared = sharedOf(options),
): Context {
  const {
    profile = 'current',
    compression = 'deflate',
    links = 'service',
    assumptions = {},
    onError = () => {},
  } = options;
  return createContext(
    { profile, compression, links, assumptions, clock, report: onError, world: options },
    shared,
  );
}

/** The clock that the options describe. */
export function clockOf({ now }: CheckedExportOptions): SessionClock {
  return new SessionClock(machineNow, now);
}
