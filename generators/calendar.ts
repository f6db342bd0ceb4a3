import { HOUR_MS, WEEK_MS } from '../schemas/durations.ts';
import { fraction, mix } from './hash.ts';
import { ORIGIN } from './origin.ts';

/** The activity of each hour of a working day, UTC, in a network over a few time zones. */
const HOURS = [1, 1, 1, 1, 2, 4, 9, 18, 30, 36, 34, 26, 22, 30, 34, 32, 28, 22, 14, 9, 6, 4, 3, 2];
/** The activity of each day, Monday first, because weeks begin on Mondays. */
const DAYS = [1, 1.1, 1.1, 1.05, 0.9, 0.15, 0.1];
const HOURS_A_WEEK = 168;
/** The number of cached curves: a sequential run needs one, edits and replies look a few weeks back. */
const CURVES_KEPT = 64;

/**
 * The activity of a network over time: turns "the i-th of n events in a week" into an instant and back. Days
 * are busy, evenings and weekends quiet, and no two weeks are alike. Instants are whole milliseconds that
 * rise strictly with the ordinal.
 */
export class Calendar {
  readonly perWeek: number;
  readonly #key: number;
  readonly #curves = new Map<number, Float64Array>();
  #week = -1;
  #lastOrdinal = -1;
  #lastFloor = 0;
  /** The hour of the week that was found last. */
  #lastHour = 0;
  #curve: Float64Array = new Float64Array(0);

  /**
   * @param perWeek the number of ordinals in a week, at least 1.
   */
  constructor(perWeek: number, key: number) {
    this.perWeek = perWeek;
    this.#key = key;
  }

  /** The earliest instant that ordinal `i` can have; its span ends where that of `i + 1` begins. */
  floor(i: number): number {
    // The end of one span is the beginning of the next: most calls ask for the previous ordinal again.
    if (i === this.#lastOrdinal) return this.#lastFloor;
    this.#lastFloor = this.#floor(i);
    this.#lastOrdinal = i;
    return this.#lastFloor;
  }

  #floor(i: number): number {
    const week = Math.floor(i / this.perWeek);
    const curve = this.#of(week);
    const share = (i - week * this.perWeek) / this.perWeek;
    const low = this.#hourOf(share, curve);
    const from = curve[low] as number;
    const within = (share - from) / ((curve[low + 1] as number) - from);
    return ORIGIN + week * WEEK_MS + Math.floor((low + within) * HOUR_MS);
  }

  /** The hour in which a share of the week's events has happened. Neighbours are mostly in the same hour. */
  #hourOf(share: number, curve: Float64Array): number {
    let low = this.#lastHour;
    if ((curve[low] as number) <= share && share < (curve[low + 1] as number)) return low;
    low = 0;
    let high = HOURS_A_WEEK;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((curve[middle] as number) <= share) low = middle;
      else high = middle;
    }
    this.#lastHour = low;
    return low;
  }

  /** The instant of ordinal `i` in the stream of `key`. */
  at(i: number, key: number): number {
    const from = this.floor(i);
    return from + Math.floor(fraction(mix(key, i)) * (this.floor(i + 1) - from));
  }

  /** The ordinal whose span contains the instant; -1 before the origin. */
  ordinal(instant: number): number {
    if (instant < ORIGIN) return -1;
    const week = Math.floor((instant - ORIGIN) / WEEK_MS);
    const hours = (instant - ORIGIN - week * WEEK_MS) / HOUR_MS;
    const curve = this.#of(week);
    const hour = Math.floor(hours);
    const from = curve[hour] as number;
    const share = from + ((curve[hour + 1] as number) - from) * (hours - hour);
    let i = week * this.perWeek + Math.floor(share * this.perWeek);
    while (this.floor(i) > instant) i--;
    while (this.floor(i + 1) <= instant) i++;
    return i;
  }

  #of(week: number): Float64Array {
    if (week === this.#week) return this.#curve;
    let curve = this.#curves.get(week);
    if (!curve) {
      if (this.#curves.size >= CURVES_KEPT) this.#curves.clear();
      curve = this.#draw(week);
      this.#curves.set(week, curve);
    }
    this.#week = week;
    this.#curve = curve;
    return curve;
  }

  #draw(week: number): Float64Array {
    const sums = new Float64Array(HOURS_A_WEEK + 1);
    let total = 0;
    for (let hour = 0; hour < HOURS_A_WEEK; hour++) {
      const day = Math.floor(hour / 24);
      const mood = 0.75 + 0.5 * fraction(mix(this.#key, week * 7 + day));
      total += (HOURS[hour % 24] as number) * (DAYS[day] as number) * mood;
      sums[hour + 1] = total;
    }
    for (let hour = 1; hour <= HOURS_A_WEEK; hour++) sums[hour] = (sums[hour] as number) / total;
    return sums;
  }
}
