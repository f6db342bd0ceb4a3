import { performance, setImmediate } from './timers.ts';

/** Work that exports may do in one turn of the event loop before it goes back to its sockets. */
const TURN_MS = 5;

const PASSED = Promise.resolve();

/**
 * Shares the main thread between exports, so that fifty of them do not keep a short request waiting. Each calls
 * `pass()` before each slice of work of about a millisecond. While nobody waits and the turn has time left, that
 * costs next to nothing; otherwise slices are granted in the order of asking, one for each turn of the event loop.
 */
export class Turnstile {
  readonly #waiting: (() => void)[] = [];
  #turnEnds = 0;

  /** Resolves when the caller may work; it must come back here before its next slice. */
  pass(): Promise<void> {
    if (this.#waiting.length === 0 && performance.now() < this.#turnEnds) return PASSED;
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) setImmediate(this.#turn);
    });
  }

  readonly #turn = (): void => {
    this.#turnEnds = performance.now() + TURN_MS;
    this.#waiting.shift()?.();
    if (this.#waiting.length > 0) setImmediate(this.#turn);
  };
}
