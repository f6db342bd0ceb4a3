import type { World, WorldInput } from '../../generators/index.ts';
import { once } from '../util/once.ts';

/** Worlds that are kept. Another one costs some tens of milliseconds, and is the same whenever it is made. */
const KEPT = 16;

/** Makes worlds when they are asked for, and hands the same one to all who want it. */
export class Worlds {
  /** The latest asked for last. */
  readonly #made = new Map<string, Promise<World>>();

  /** The world that these options stand for by what the clock (Unix milliseconds) shows now. What it returns rejects with a `WorldOptionsError` when there can be none. */
  of(input: WorldInput, now: () => number): () => Promise<World> {
    const begins = now();
    const options = once(async () => {
      const { worldOptions } = await import('../../generators/index.ts');
      const complete = worldOptions(input, begins);
      return { complete, key: JSON.stringify(complete) };
    });
    return async () => {
      const { complete, key } = await options();
      return this.#use(key, this.#made.get(key) ?? this.#make(complete));
    };
  }

  #use(key: string, made: Promise<World>): Promise<World> {
    this.#made.delete(key);
    this.#made.set(key, made);
    const [oldest] = this.#made.keys();
    if (this.#made.size > KEPT && oldest !== undefined) this.#made.delete(oldest);
    return made;
  }

  async #make(options: World['options']): Promise<World> {
    const { createWorld } = await import('../../generators/index.ts');
    return createWorld(options);
  }
}
