import type { World, WorldInput } from '../../generators/index.ts';
import { once } from '../util/once.ts';

/** The number of cached worlds. Making one takes tens of milliseconds and always gives the same result. */
const CACHE_SIZE = 16;

/** Makes worlds on demand and shares them. */
export class Worlds {
  /** The cache, the most recently used world last. */
  readonly #made = new Map<string, Promise<World>>();

  /**
   * Prepares a world from options and the current time of the clock (Unix milliseconds). The returned
   * function rejects with a `WorldOptionsError` when the options are invalid.
   */
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
    if (this.#made.size > CACHE_SIZE && oldest !== undefined) this.#made.delete(oldest);
    return made;
  }

  async #make(options: World['options']): Promise<World> {
    const { createWorld } = await import('../../generators/index.ts');
    return createWorld(options);
  }
}

/** The worlds of this process. */
export const worlds = new Worlds();
