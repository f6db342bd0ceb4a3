import { DAY_MS, HOUR_MS, WEEK_MS } from '../schemas/durations.ts';
import { fraction, mix } from './hash.ts';
import { holidaysIn, utcOffsetIn } from './local-time.ts';
import { Memo } from './memo.ts';
import { ORIGIN } from './origin.ts';
import type { Site } from './text/index.ts';

/** The activity of each hour of a working day, by the clock of the site. */
const HOURS = [
  0.5, 0.3, 0.2, 0.2, 0.3, 0.8, 3, 10, 26, 36, 36, 31, 22, 27, 34, 33, 29, 20, 11, 7, 5, 4, 2.5, 1,
];
/** The activity of each day, Monday first, because weeks begin on Mondays; that of a holiday. */
const DAYS = [1, 1.1, 1.1, 1.05, 0.9, 0.15, 0.1];
const HOLIDAY = 0.08;
export const HOURS_A_WEEK = 168;
const HOURS_A_DAY = 24;
/**
 * The number of cached weeks, a power of two: a run needs one, replies look a few weeks back, and users at
 * all of them. So is that of cached years.
 */
const WEEKS_KEPT = 256;
const YEARS_KEPT = 16;

/** A site with its share of all turns. */
export interface WorkingSite {
  readonly site: Site;
  readonly turns: number;
}

/** The activity of a network in a week. */
export interface WeekOfWork {
  /** The share of the week's events before each hour of it, and 1 at the end. */
  readonly curve: Float64Array;
  /** The activity of each site in each hour, site by site within an hour. */
  readonly rates: Float32Array;
}

/**
 * The activity of a network over time: turns "the i-th of n events in a week" into an instant and back. Days
 * are busy, evenings, weekends and holidays quiet, at each site by its own clock, and no two weeks are alike.
 * Instants are whole milliseconds that rise strictly with the ordinal.
 */
export class Calendar {
  readonly perWeek: number;
  readonly #key: number;
  readonly #sites: readonly WorkingSite[];
  readonly #weeks: Memo<WeekOfWork>;
  /** The holidays of each site, by the year. */
  readonly #holidays: Memo<readonly ReadonlySet<number>[]>;
  #week = -1;
  #lastOrdinal = -1;
  #lastFloor = 0;
  /** The hour of the week that was found last. */
  #lastHour = 0;
  #curve: Float64Array = new Float64Array(0);

  /**
   * @param perWeek the number of ordinals in a week, at least 1.
   * @param sites those at which people work, at least one.
   */
  constructor(perWeek: number, key: number, sites: readonly WorkingSite[]) {
    this.perWeek = perWeek;
    this.#key = key;
    this.#sites = sites;
    this.#weeks = new Memo(WEEKS_KEPT, (number) => this.#draw(number));
    this.#holidays = new Memo(YEARS_KEPT, (year) => sites.map(({ site }) => holidaysIn(site.holidays, year)));
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

  /** The activity in a week, by its number since the origin. */
  week(number: number): WeekOfWork {
    return this.#weeks.get(number);
  }

  #of(week: number): Float64Array {
    if (week === this.#week) return this.#curve;
    this.#curve = this.week(week).curve;
    this.#week = week;
    return this.#curve;
  }

  #draw(week: number): WeekOfWork {
    const rates = this.#ratesIn(week);
    const curve = new Float64Array(HOURS_A_WEEK + 1);
    const sites = this.#sites.length;
    let total = 0;
    for (let hour = 0; hour < HOURS_A_WEEK; hour++) {
      for (let site = 0; site < sites; site++) total += rates[hour * sites + site] as number;
      curve[hour + 1] = total;
    }
    for (let hour = 1; hour <= HOURS_A_WEEK; hour++) curve[hour] = (curve[hour] as number) / total;
    return { curve, rates };
  }

  #ratesIn(week: number): Float32Array {
    const begin = ORIGIN + week * WEEK_MS;
    const sites = this.#sites.length;
    const rates = new Float32Array(HOURS_A_WEEK * sites);
    this.#sites.forEach(({ site, turns }, number) => {
      const offset = utcOffsetIn(site, begin);
      for (let day = -1; day <= 7; day++) {
        const busy = turns * this.#busyOn(number, begin + day * DAY_MS);
        const first = day * HOURS_A_DAY - offset;
        for (let hour = Math.max(0, -first); hour < Math.min(HOURS_A_DAY, HOURS_A_WEEK - first); hour++)
          rates[(first + hour) * sites + number] = busy * (HOURS[hour] as number);
      }
    });
    return rates;
  }

  /** The activity of a site on a date, given as its UTC midnight. */
  #busyOn(site: number, date: number): number {
    const day = Math.round((date - ORIGIN) / DAY_MS);
    const mood = 0.75 + 0.5 * fraction(mix(this.#key, day));
    const isHoliday = this.#holidays.get(new Date(date).getUTCFullYear())[site]?.has(date) === true;
    return mood * (isHoliday ? HOLIDAY : (DAYS[(day + 7) % 7] as number));
  }
}
