import { cameAs } from '../util/came-as.ts';
import { machineNow } from '../util/timers.ts';

/** What a clock can be set to, Unix milliseconds: networks are made for nothing later. */
const LATEST = Date.UTC(2200, 0, 1);
/** What a clock can show, in words. */
export const CLOCK_RANGE = 'a clock from 1970-01-01 until 2200-01-01';

/** The time of a session: the machine's or one that stands still, and moved by hand. */
export class SessionClock {
  readonly #base: () => number;
  readonly #beganAt: number | undefined;
  #fixedAt: number | undefined;
  #offsetMs = 0;

  /** Stands still when `fixedAt` (Unix milliseconds) is given; goes with `base` otherwise. */
  constructor(base: () => number = machineNow, fixedAt?: number) {
    this.#base = base;
    this.#beganAt = fixedAt;
    this.#fixedAt = fixedAt;
  }

  /** Unix milliseconds. */
  readonly now = (): number => (this.#fixedAt ?? this.#base()) + this.#offsetMs;

  /** Shows again what it was made to show: the instant that it stood at, or the machine's time. */
  reset(): void {
    this.#fixedAt = this.#beganAt;
    this.#offsetMs = 0;
  }

  get fixed(): boolean {
    return this.#fixedAt !== undefined;
  }

  /**
   * Stands still from now on, at this instant (Unix milliseconds).
   *
   * @throws RangeError when it is not from 1970 to 2199; the clock is then as it was.
   */
  set(at: number): void {
    check(at);
    this.#fixedAt = at;
    this.#offsetMs = 0;
  }

  /**
   * Moves on by so many whole milliseconds, back if negative, and stands still or goes on as before.
   *
   * @throws RangeError when it would not be from 1970 to 2199; the clock is then as it was.
   */
  advance(ms: number): void {
    if (!Number.isSafeInteger(ms))
      throw new RangeError(`expected a whole number of milliseconds, got ${cameAs(ms)}.`);
    check(this.now() + ms);
    this.#offsetMs += ms;
  }
}

function check(at: number): void {
  if (at >= 0 && at < LATEST) return;
  throw new RangeError(`expected ${CLOCK_RANGE}, got ${shownInstant(at)}.`);
}

function shownInstant(at: number): string {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at);
}
