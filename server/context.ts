import type { World, WorldInput } from '../generators/index.ts';
import type { Assumptions, NetworkProfile } from '../schemas/index.ts';
import { once } from './once.ts';
import { Turnstile } from './turnstile.ts';

/** How the members of an export are packed. */
export type Compression = 'deflate' | 'store';

/** What a request is answered from. */
export interface Context {
  readonly profile: NetworkProfile;
  readonly compression: Compression;
  /** What holds where nobody can know, complete; loaded when first asked for. Rejects with an `AssumptionsError` when the server was told something that cannot be. */
  readonly assumptions: () => Promise<Assumptions>;
  /** The time it is now, Unix milliseconds. */
  readonly clock: () => number;
  /** The clock stands still, so that the same request has the same answer for ever. */
  readonly fixedClock: boolean;
  /** The world; made when first asked for, as nothing that answers a health request needs it. */
  readonly world: () => Promise<World>;
  /** Shares the thread between the exports that are under way. */
  readonly turnstile: Turnstile;
  /** Takes what went wrong inside the server, for whoever runs it. */
  readonly report: (error: unknown) => void;
}

export interface ContextInput {
  readonly profile: NetworkProfile;
  readonly compression: Compression;
  readonly assumptions: Partial<Assumptions>;
  readonly now: number | undefined;
  readonly world: WorldInput;
  readonly report: (error: unknown) => void;
}

export function createContext({ now, world, assumptions, ...rest }: ContextInput): Context {
  const clock = now === undefined ? Date.now : () => now;
  return {
    ...rest,
    clock,
    fixedClock: now !== undefined,
    assumptions: once(() => completed(assumptions)),
    turnstile: new Turnstile(),
    world: once(() => makeWorld(world, clock())),
  };
}

async function completed(assumptions: Partial<Assumptions>): Promise<Assumptions> {
  const { completeAssumptions } = await import('../schemas/index.ts');
  return completeAssumptions(assumptions);
}

async function makeWorld(input: WorldInput, now: number): Promise<World> {
  const { createWorld, worldOptions } = await import('../generators/index.ts');
  return createWorld(worldOptions(input, now));
}
