import type { World, WorldInput } from '../../generators/index.ts';
import type { Assumptions, NetworkProfile } from '../../schemas/index.ts';
import type { CooperativeScheduler } from '../util/cooperative-scheduler.ts';
import type { Workers } from './workers.ts';

/** The clock of an export. */
export interface ExportClock {
  /** Unix milliseconds. */
  now(): number;
  /** True if the clock is fixed. */
  readonly fixed: boolean;
}

/** The compression of the members of an export. */
export type Compression = 'deflate' | 'store';

/** The data from which a request is answered. */
export interface Context {
  readonly profile: NetworkProfile;
  readonly compression: Compression;
  /** The place that addresses in rows lead to: `service`, `mock`, or a base URL without a final slash. */
  readonly links: string;
  /**
   * The complete assumptions, loaded on first use. Rejects with an `AssumptionsError` when an assumption of
   * the server is invalid.
   */
  readonly assumptions: () => Promise<Assumptions>;
  readonly clock: ExportClock;
  /** True if a scenario ends every window at 00:00 GMT of its last day. */
  readonly untilAtMidnight?: boolean;
  /** The world, made on first use: a health request does not need it. */
  readonly world: () => Promise<World>;
  /**
   * Makes a variant of the world, with other ids or another start. `now` (Unix milliseconds) is the clock at
   * its beginning.
   */
  readonly otherWorld: (input: WorldInput, now: number) => Promise<World>;
  /** Shares the thread between the exports under way. */
  readonly scheduler: CooperativeScheduler;
  /** The threads that help with large exports. */
  readonly workers: Workers;
  /** Receives internal errors. */
  readonly report: (error: unknown) => void;
}
