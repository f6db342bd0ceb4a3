import { cameAs } from '../../schemas/text.ts';
import { machineNow } from '../util/timers.ts';

/** The end of the clock's range, Unix milliseconds: networks cannot be generated beyond it. */
const LATEST = Date.UTC(2200, 0, 1);
/** The range of the clock, in words. */
export const CLOCK_RANGE = 'an instant from 1970-01-01 until 2200-01-01';

/** The clock of a session: the machine's clock, or a fixed one that is moved by calls. */
export class SessionClock {
  readonly #base: () => number;
  readonly #beganAt: number | undefined;
  #fixedAt: number | undefined;
  #offsetMs = 0;

  /**
   * @param base The running clock, Unix milliseconds.
   * @param fixedAt The instant (Unix milliseconds) of a fixed clock; without it, the clock follows `base`.
   */
  constructor(base: () => number = machineNow, fixedAt?: number) {
    this.#base = base;
    this.#beganAt = fixedAt;
    this.#fixedAt = fixedAt;
  }

  /** Unix milliseconds. */
  readonly now = (): number => (this.#fixedAt ?? this.#base()) + this.#offsetMs;

  /** Restores the initial state: the fixed instant, or the machine's time. */
  reset(): void {
    this.#fixedAt = this.#beganAt;
    this.#offsetMs = 0;
  }

  get fixed(): boolean {
    return this.#fixedAt !== undefined;
  }

  /**
   * Stops the clock at an instant (Unix milliseconds).
   *
   * @throws {RangeError} when it is not from 1970 to 2199; the clock then stays as it is.
   */
  set(at: number): void {
    check(at);
    this.#fixedAt = at;
    this.#offsetMs = 0;
  }

  /**
   * Moves the clock by whole milliseconds, back if negative. A fixed clock stays fixed.
   *
   * @throws {RangeError} when the result is not from 1970 to 2199; the clock then stays as it is.
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
