import { WEEK_MS } from '../schemas/durations.ts';
import { below } from './hash.ts';

/**
 * The distances from one item of a numbered sequence back to another: times turned into counts for a network
 * of this density. The reference can be reversed, because there are only a few distances to try.
 */
export class Offsets {
  readonly #lags: readonly number[];
  /** Each distance once, for the reverse direction. */
  readonly distinct: readonly number[];

  /**
   * @param times milliseconds; a time that is listed twice is drawn twice as often.
   * @param perWeek the number of items of the sequence in a week.
   */
  constructor(times: readonly number[], perWeek: number) {
    this.#lags = times.map((time) => Math.round((time / WEEK_MS) * perWeek));
    this.distinct = [...new Set(this.#lags)];
  }

  draw(hash: number): number {
    return this.#lags[below(hash, this.#lags.length)] as number;
  }
}
