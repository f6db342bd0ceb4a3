import type { World, WorldInput } from '../../generators/index.ts';
import type { Assumptions, NetworkProfile } from '../../schemas/index.ts';
import { Turnstile } from '../util/cooperative-scheduler.ts';
import { once } from '../util/once.ts';
import type { SessionClock } from './clock.ts';
import { Worlds } from './worlds.ts';

/** How the members of an export are packed. */
export type Compression = 'deflate' | 'store';

/** What a request is answered from. */
export interface Context {
  readonly profile: NetworkProfile;
  readonly compression: Compression;
  /** What holds where nobody can know, complete; loaded when first asked for. Rejects with an `AssumptionsError` when the server was told something that cannot be. */
  readonly assumptions: () => Promise<Assumptions>;
  /** The time it is now. */
  readonly clock: Pick<SessionClock, 'now' | 'fixed'>;
  /** The world; made when first asked for, as nothing that answers a health request needs it. */
  readonly world: () => Promise<World>;
  /** Another world instead, with other ids or another beginning. `now` (Unix milliseconds) is the clock that it begins by. */
  readonly otherWorld: (input: WorldInput, now: number) => Promise<World>;
  /** Shares the thread between the exports that are under way. */
  readonly turnstile: Turnstile;
  /** Takes what went wrong inside the server, for whoever runs it. */
  readonly report: (error: unknown) => void;
}

export interface ContextInput {
  readonly profile: NetworkProfile;
  readonly compression: Compression;
  readonly assumptions: Partial<Assumptions>;
  readonly clock: SessionClock;
  readonly world: WorldInput;
  readonly report: (error: unknown) => void;
}

/** What all contexts of one server have in common. */
export interface Shared {
  readonly worlds: Worlds;
  readonly turnstile: Turnstile;
}

export function createContext(
  { world, assumptions, ...rest }: ContextInput,
  { worlds, turnstile }: Shared = { worlds: new Worlds(), turnstile: new Turnstile() },
): Context {
  return {
    ...rest,
    turnstile,
    assumptions: once(() => completed(assumptions)),
    world: worlds.of(world, rest.clock.now),
    otherWorld: (input, now) => worlds.of({ ...world, ...input }, () => now)(),
  };
}

async function completed(assumptions: Partial<Assumptions>): Promise<Assumptions> {
  const { completeAssumptions } = await import('../../schemas/index.ts');
  return completeAssumptions(assumptions);
}
