import { WEEK } from './calendar.ts';
import { below } from './hash.ts';

/**
 * How far back in a numbered sequence something points: times turned into counts for a network of this density. The pointing
 * can be turned round, because there are only so many distances to try.
 */
export class Offsets {
  readonly #lags: readonly number[];
  /** Every distance once, for the way back. */
  readonly distinct: readonly number[];

  /** @param times milliseconds; a time listed twice is drawn twice as often. @param perWeek how many of the sequence there are in a week. */
  constructor(times: readonly number[], perWeek: number) {
    this.#lags = times.map((time) => Math.round((time / WEEK) * perWeek));
    this.distinct = [...new Set(this.#lags)];
  }

  draw(lot: number): number {
    return this.#lags[below(lot, this.#lags.length)] as number;
  }
}
