import { immediate, performance } from './timers.ts';

/** The longest time that calls of the system may block the other work of this process, milliseconds. */
const MOST_MS = 4;

/**
 * Gives other work its turn between calls of the system that block. On this thread, such a call about a name
 * or a small file takes microseconds; by the thread pool it takes ten times as long, and a turn of the event
 * loop.
 */
export class Turns {
  #since = performance.now();

  /** Resolves at once, or after the others had their turn. */
  async give(): Promise<void> {
    if (performance.now() - this.#since < MOST_MS) return;
    await immediate();
    this.#since = performance.now();
  }
}
