import { clearInterval, performance, setImmediate, setInterval } from './timers.ts';

/** Work that exports may do in one turn of the event loop before it goes back to its sockets. */
const TURN_MS = 5;
/** Exports that are made at the same time. Each holds about a megabyte, and more of them are not ready any sooner. */
const MOST_AT_ONCE = 12;
/** An export that has not worked for so long waits for its client, and keeps nobody else from beginning, milliseconds. */
const IDLE_MS = 500;

const PASSED = Promise.resolve();

/** The place of an export among those that are made at the same time. */
export interface Place {
  /** When it has worked last, milliseconds of `performance.now()`. */
  workedAt: number;
}

/**
 * Shares the main thread between exports, so that fifty of them do not keep a short request waiting. Each calls
 * `pass()` before each slice of work of about a millisecond. While nobody waits and the turn has time left, that
 * costs next to nothing; otherwise slices are granted in the order of asking, one for each turn of the event loop.
 * When very many have come at once, the first of them are made, and the others wait at the door: memory does not grow
 * with the number of those who ask.
 */
export class Turnstile {
  readonly #waiting: (() => void)[] = [];
  readonly #places = new Set<Place>();
  readonly #atTheDoor: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #turnEnds = 0;

  /** Resolves when the export may begin. It gives its place back by `leave`. */
  async enter(): Promise<Place> {
    while (this.#places.size >= MOST_AT_ONCE) {
      this.#timer ??= setInterval(this.#letIn, IDLE_MS / 5).unref();
      await new Promise<void>((resolve) => this.#atTheDoor.push(resolve));
    }
    const place: Place = { workedAt: performance.now() };
    this.#places.add(place);
    return place;
  }

  leave(place: Place): void {
    this.#places.delete(place);
    this.#letIn();
  }

  /** Resolves when the caller may work; it must come back here before its next slice. */
  pass(place?: Place): Promise<void> {
    if (place !== undefined) place.workedAt = performance.now();
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

  /** Lets as many in as there is room for. Those that wait for their clients, and not for their turn, take none. */
  readonly #letIn = (): void => {
    if (this.#atTheDoor.length > 0) {
      const since = performance.now() - IDLE_MS;
      for (const place of this.#places) if (place.workedAt < since) this.#places.delete(place);
    }
    for (let room = MOST_AT_ONCE - this.#places.size; room > 0; room--) this.#atTheDoor.shift()?.();
    if (this.#atTheDoor.length > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  };
}
