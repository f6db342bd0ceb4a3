import { clearInterval, performance, setImmediate, setInterval } from './timers.ts';

/** Work that exports may do in one turn of the event loop before it goes back to its sockets. */
const TURN_MS = 5;
/** Exports that are made at the same time. Each holds about a megabyte, and more of them are not ready any sooner. */
const MOST_AT_ONCE = 12;
/** When none of them has ended for so long, as many again may begin, and the next as many after twice that time: nobody waits for the end of a long export, milliseconds. */
const STUCK_MS = 1000;
/** An export that has not worked for so long waits for its client, and keeps nobody else from beginning, milliseconds. */
const IDLE_MS = 500;

const PASSED = Promise.resolve();

/** The place of an export among those that are made at the same time. */
export interface SchedulerSlot {
  /** When it has worked last, milliseconds of `performance.now()`. */
  workedAt: number;
}

/**
 * Shares the main thread between exports, so that fifty of them do not keep a short request waiting. Each calls
 * `pass()` before each slice of work of about a millisecond. While nobody waits and the turn has time left, that
 * costs next to nothing; otherwise slices are granted in the order of asking, one for each turn of the event loop.
 * When very many have come at once, the first of them are made, and the others wait at the door until one of these has
 * ended, or for some seconds when all are long: memory does not grow with the number of those who ask.
 */
export class CooperativeScheduler {
  readonly #waiting: (() => void)[] = [];
  readonly #places = new Set<SchedulerSlot>();
  readonly #atTheDoor: ((place: SchedulerSlot) => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #turnEnds = 0;
  /** When an export has begun or ended last, milliseconds of `performance.now()`. */
  #movedAt = 0;
  #stuckMs = STUCK_MS;

  /** Resolves when the export may begin. It gives its place back by `leave`. */
  acquire(): Promise<SchedulerSlot> {
    return new Promise((resolve) => {
      this.#atTheDoor.push(resolve);
      this.#letIn();
    });
  }

  release(place: SchedulerSlot): void {
    this.#places.delete(place);
    this.#movedAt = performance.now();
    this.#stuckMs = STUCK_MS;
    this.#letIn();
  }

  /** Resolves when the caller may work; it must come back here before its next slice. */
  yieldIfDue(place?: SchedulerSlot): Promise<void> {
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
    const now = performance.now();
    if (this.#places.size >= MOST_AT_ONCE)
      for (const place of this.#places) if (place.workedAt < now - IDLE_MS) this.#places.delete(place);
    const isStuck = this.#places.size >= MOST_AT_ONCE && now - this.#movedAt >= this.#stuckMs;
    if (isStuck) this.#stuckMs *= 2;
    const admitted = this.#atTheDoor.splice(
      0,
      isStuck ? MOST_AT_ONCE : Math.max(0, MOST_AT_ONCE - this.#places.size),
    );
    for (const begin of admitted) {
      const place: SchedulerSlot = { workedAt: now };
      this.#places.add(place);
      begin(place);
    }
    if (admitted.length > 0) this.#movedAt = now;
    if (this.#atTheDoor.length > 0) this.#timer ??= setInterval(this.#letIn, IDLE_MS / 5).unref();
    else this.#timer = void clearInterval(this.#timer);
  };
}
