import type { World, WorldInput } from '../../generators/index.ts';
import type { Assumptions, NetworkProfile } from '../../schemas/index.ts';
import type { CooperativeScheduler } from '../util/cooperative-scheduler.ts';

/** A clock that an export reads. */
export interface ExportClock {
  /** Unix milliseconds. */
  now(): number;
  /** Whether it stands still. */
  readonly fixed: boolean;
}

/** How the members of an export are packed. */
export type Compression = 'deflate' | 'store';

/** What a request is answered from. */
export interface Context {
  readonly profile: NetworkProfile;
  readonly compression: Compression;
  /** What holds where nobody can know, complete; loaded when first asked for. Rejects with an `AssumptionsError` when the server was told something that cannot be. */
  readonly assumptions: () => Promise<Assumptions>;
  /** The time it is now. */
  readonly clock: ExportClock;
  /** The world; made when first asked for, as nothing that answers a health request needs it. */
  readonly world: () => Promise<World>;
  /** Another world instead, with other ids or another beginning. `now` (Unix milliseconds) is the clock that it begins by. */
  readonly otherWorld: (input: WorldInput, now: number) => Promise<World>;
  /** Shares the thread between the exports that are under way. */
  readonly scheduler: CooperativeScheduler;
  /** Takes what went wrong inside the server, for whoever runs it. */
  readonly report: (error: unknown) => void;
}
