import { clearInterval, performance, setImmediate, setInterval } from './timers.ts';

/** The maximum work of exports in one turn of the event loop, milliseconds. */
const TURN_MS = 5;
/**
 * The maximum number of exports at the same time. Each holds about a megabyte, and more at once do not finish
 * sooner.
 */
const MAX_AT_ONCE = 12;
/**
 * If no export ends within this time, milliseconds, the same number may begin in addition, and again after
 * twice the time: long exports do not block the others.
 */
const STUCK_MS = 1000;
/** An export that has not worked for this time, milliseconds, waits for its client and no longer counts. */
const IDLE_MS = 500;

const PASSED = Promise.resolve();

/** The slot of an admitted export. */
export interface SchedulerSlot {
  /** The time of the last work, milliseconds of `performance.now()`. */
  workedAt: number;
}

/**
 * Shares the main thread between exports, so that many exports do not delay a short request. Each export
 * calls `yieldIfDue()` before each slice of work of about a millisecond. While no export waits and the turn
 * has time left, the call costs almost nothing; otherwise one slice per turn of the event loop is granted, in
 * the order of the calls. The number of exports at the same time is limited, so that memory does not grow
 * with the number of clients: the others wait until one ends, or for some seconds when all are long.
 */
export class CooperativeScheduler {
  readonly #waiting: (() => void)[] = [];
  readonly #slots = new Set<SchedulerSlot>();
  readonly #queue: ((slot: SchedulerSlot) => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #turnEnds = 0;
  /** The time of the last begin or end of an export, milliseconds of `performance.now()`. */
  #movedAt = 0;
  #stuckMs = STUCK_MS;

  /** Resolves when the export may begin. Return the slot with `release`. */
  acquire(): Promise<SchedulerSlot> {
    return new Promise((resolve) => {
      this.#queue.push(resolve);
      this.#admit();
    });
  }

  release(slot: SchedulerSlot): void {
    this.#slots.delete(slot);
    this.#movedAt = performance.now();
    this.#stuckMs = STUCK_MS;
    this.#admit();
  }

  /** Resolves when the export may work. Call it again before the next slice. */
  yieldIfDue(slot?: SchedulerSlot): Promise<void> {
    if (slot !== undefined) slot.workedAt = performance.now();
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

  /** Admits waiting exports up to the limit. Exports that wait for their clients do not count. */
  readonly #admit = (): void => {
    const now = performance.now();
    if (this.#slots.size >= MAX_AT_ONCE)
      for (const slot of this.#slots) if (slot.workedAt < now - IDLE_MS) this.#slots.delete(slot);
    const isStuck = this.#slots.size >= MAX_AT_ONCE && now - this.#movedAt >= this.#stuckMs;
    if (isStuck) this.#stuckMs *= 2;
    const admitted = this.#queue.splice(
      0,
      isStuck ? MAX_AT_ONCE : Math.max(0, MAX_AT_ONCE - this.#slots.size),
    );
    for (const begin of admitted) {
      const slot: SchedulerSlot = { workedAt: now };
      this.#slots.add(slot);
      begin(slot);
    }
    if (admitted.length > 0) this.#movedAt = now;
    if (this.#queue.length > 0) this.#timer ??= setInterval(this.#admit, IDLE_MS / 5).unref();
    else this.#timer = void clearInterval(this.#timer);
  };
}
