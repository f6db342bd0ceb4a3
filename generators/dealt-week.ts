import { type Calendar, HOURS_A_WEEK } from './calendar.ts';
import { fraction, mix } from './hash.ts';

const GOLDEN = 0.618034;

/** The events of a stream in a week, dealt out over the sites. */
export class DealtWeek {
  readonly number: number;
  /** The first ordinal, and the first one of the next week. */
  readonly first: number;
  readonly end: number;
  /** The number of sites. */
  readonly sites: number;
  /** The number of events before each hour, and in the whole week. */
  readonly #begins: Int32Array;
  /** The same for each site: site by site within an hour. */
  readonly #given: Int32Array;
  /** The distance of two neighbours of an hour in the order of the sites; 0 where nobody asked for it. */
  readonly #strides: Int32Array;
  /** The hour that was found last. */
  #hour = 0;

  /**
   * @param number the number of the week since the origin.
   * @param every the number of ordinals of the calendar for one event.
   */
  constructor(calendar: Calendar, number: number, every: number, key: number) {
    const { perWeek } = calendar;
    const { curve, rates } = calendar.week(number);
    this.number = number;
    this.first = ordinalFrom(number * perWeek, every);
    this.end = ordinalFrom((number + 1) * perWeek, every);
    this.sites = rates.length / HOURS_A_WEEK;
    this.#begins = new Int32Array(HOURS_A_WEEK + 1);
    this.#given = new Int32Array((HOURS_A_WEEK + 1) * this.sites);
    this.#strides = new Int32Array(HOURS_A_WEEK);
    const due = new Float64Array(this.sites);
    for (let hour = 0; hour < HOURS_A_WEEK; hour++) {
      const share = hour === HOURS_A_WEEK - 1 ? 1 : (curve[hour + 1] as number);
      const end = ordinalFrom(number * perWeek + Math.ceil(share * perWeek), every) - this.first;
      const row = hour * this.sites;
      for (let site = row; site < row + this.sites; site++)
        this.#given[site + this.sites] = this.#given[site] as number;
      this.#begins[hour + 1] = end;
      const events = end - (this.#begins[hour] as number);
      if (events === 0) continue;
      this.#deal(row, events, { rates, due, hash: mix(key, number * HOURS_A_WEEK + hour) });
    }
  }

  /** Deals the events of an hour out over the sites, by their rates. */
  #deal(row: number, events: number, input: { rates: Float32Array; due: Float64Array; hash: number }): void {
    const { rates, due, hash } = input;
    const next = row + this.sites;
    let total = 0;
    for (let place = row; place < next; place++) total += rates[place] as number;
    let left = events;
    for (let site = 0; site < this.sites; site++) {
      const share = (due[site] as number) + (events * (rates[row + site] as number)) / total;
      const whole = Math.min(left, Math.max(0, Math.floor(share)));
      left -= whole;
      due[site] = share - whole;
      this.#given[next + site] = (this.#given[next + site] as number) + whole;
    }
    for (; left > 0; left--) {
      const site = drawn(due, fraction(mix(hash, left)));
      due[site] = (due[site] as number) - 1;
      this.#given[next + site] = (this.#given[next + site] as number) + 1;
    }
  }

  /** The number of events of a site. */
  eventsAt(site: number): number {
    return this.#given[HOURS_A_WEEK * this.sites + site] as number;
  }

  /** The event at an ordinal: its number at its site times the number of sites, plus that of the site. */
  eventOf(ordinal: number): number {
    const number = ordinal - this.first;
    const hour = this.#hourOf(number);
    const begin = this.#begins[hour] as number;
    const events = (this.#begins[hour + 1] as number) - begin;
    let place = remainder((number - begin) * this.#strideIn(hour, events), events);
    const row = hour * this.sites;
    for (let site = 0; ; site++) {
      const before = this.#given[row + site] as number;
      const own = (this.#given[row + this.sites + site] as number) - before;
      if (place < own) return (before + place) * this.sites + site;
      place -= own;
    }
  }

  /** The ordinal of an event of a site, by its number there. */
  ordinalOf(site: number, event: number): number {
    const hour = hourIn(this.#given, event, this.sites, site);
    const row = hour * this.sites;
    let place = event - (this.#given[row + site] as number);
    for (let other = 0; other < site; other++)
      place += (this.#given[row + this.sites + other] as number) - (this.#given[row + other] as number);
    const begin = this.#begins[hour] as number;
    const events = (this.#begins[hour + 1] as number) - begin;
    return this.first + begin + remainder(place * inverse(this.#strideIn(hour, events), events), events);
  }

  #strideIn(hour: number, events: number): number {
    const known = this.#strides[hour] as number;
    if (known > 0) return known;
    const stride = strideFor(events);
    this.#strides[hour] = stride;
    return stride;
  }

  /** The hour of an event of the week. Neighbours are mostly in the same hour. */
  #hourOf(number: number): number {
    const hour = this.#hour;
    const isThere = (this.#begins[hour] as number) <= number && number < (this.#begins[hour + 1] as number);
    if (!isThere) this.#hour = hourIn(this.#begins, number, 1, 0);
    return this.#hour;
  }
}

/** The rest of a division of numbers of more than 32 bits, for which `%` is slow. */
function remainder(number: number, divisor: number): number {
  return number - Math.floor(number / divisor) * divisor;
}

/** The first ordinal at an ordinal of the calendar or after it. */
function ordinalFrom(message: number, every: number): number {
  return Math.ceil((message + 1) / every) - 1;
}

/** The last hour that begins at a number or before it, in rows of `step` rising numbers. */
function hourIn(rows: Int32Array, number: number, step: number, column: number): number {
  let hour = 0;
  let after = HOURS_A_WEEK;
  while (after - hour > 1) {
    const middle = (hour + after) >> 1;
    if ((rows[middle * step + column] as number) <= number) hour = middle;
    else after = middle;
  }
  return hour;
}

/** A site to which something is due, drawn by how much that is. */
function drawn(due: Float64Array, lot: number): number {
  let total = 0;
  for (const each of due) total += Math.max(0, each);
  let left = lot * total;
  let last = 0;
  for (let site = 0; site < due.length; site++) {
    const share = due[site] as number;
    if (share <= 0) continue;
    last = site;
    left -= share;
    if (left < 0) break;
  }
  return last;
}

/**
 * A number without a common divisor with the events of an hour, at about the golden ratio: the events of a
 * site are spread evenly over the hour.
 */
function strideFor(events: number): number {
  let stride = Math.max(1, Math.round(events * GOLDEN));
  while (commonDivisor(stride, events) !== 1) stride++;
  return stride;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/** The number that undoes a multiplication by `stride`, modulo `events`. */
function inverse(stride: number, events: number): number {
  let [a, b] = [stride % events, events];
  let [x, y] = [1, 0];
  while (b > 0 && a > 0) {
    const times = Math.floor(a / b);
    [a, b] = [b, a - times * b];
    [x, y] = [y, x - times * y];
  }
  return ((x % events) + events) % events;
}
