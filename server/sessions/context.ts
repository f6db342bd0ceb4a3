import type { WorldInput } from '../../generators/index.ts';
import type { Assumptions, NetworkProfile } from '../../schemas/index.ts';
import type { Compression, Context } from '../export/context.ts';
import { Workers } from '../export/workers.ts';
import { CooperativeScheduler } from '../util/cooperative-scheduler.ts';
import { once } from '../util/once.ts';
import type { SessionClock } from './clock.ts';
import { type Worlds, worlds } from './worlds.ts';

export interface ContextInput {
  readonly profile: NetworkProfile;
  readonly compression: Compression;
  readonly links: string;
  readonly assumptions: Partial<Assumptions>;
  readonly clock: SessionClock;
  readonly world: WorldInput;
  readonly report: (error: unknown) => void;
}

/** The parts that all contexts of a server share. */
export interface Shared {
  readonly worlds: Worlds;
  readonly scheduler: CooperativeScheduler;
  readonly workers: Workers;
}

/** Makes the parts that the contexts of a process share. */
export function sharedOf({
  workers,
  onError = () => {},
}: {
  readonly workers?: number | undefined;
  readonly onError?: ((error: unknown) => void) | undefined;
}): Shared {
  return {
    worlds,
    scheduler: new CooperativeScheduler(),
    workers: new Workers(workers, onError),
  };
}

export function createContext(
  { world, assumptions, ...rest }: ContextInput,
  { worlds, scheduler, workers }: Shared,
): Context {
  return {
    ...rest,
    scheduler,
    workers,
    assumptions: once(() => completed(assumptions)),
    world: worlds.of(world, rest.clock.now),
    otherWorld: (input, now) => worlds.of({ ...world, ...input }, () => now)(),
  };
}

async function completed(assumptions: Partial<Assumptions>): Promise<Assumptions> {
  const { completeAssumptions } = await import('../../schemas/index.ts');
  return completeAssumptions(assumptions);
}
