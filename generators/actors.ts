import { WEEK_MS } from '../schemas/durations.ts';
import type { Calendar } from './calendar.ts';
import { DealtWeek } from './dealt-week.ts';
import { derivedKey, mix, rest } from './hash.ts';
import { Memo } from './memo.ts';
import { ORIGIN } from './origin.ts';
import { Shuffle } from './permutation.ts';
import type { Population } from './population.ts';
import type { Seats, SiteSeats } from './seats.ts';

/** The number of cached weeks, a power of two: small networks have as many. */
const WEEKS_KEPT = 16;

interface Week {
  readonly events: DealtWeek;
  /** The shuffle of the events of each site: as many for each turn. */
  readonly shuffles: readonly Shuffle[];
  /** The number of members that had come when the week began. */
  readonly count: number;
  /** The places by which the turns of each site are moved on. */
  readonly shifts: readonly number[];
}

/**
 * The users of a stream: gives each ordinal a user, and each user their ordinals. The events of an hour are
 * dealt out over the sites by what is going on there at that time of their days. In each week, a keyed
 * shuffle deals those of a site out over the turns of its seats, and the users who had the seats when the
 * week began take the turns.
 */
export class Actors {
  readonly #people: Population;
  readonly #seats: Seats;
  readonly #calendar: Calendar;
  readonly #every: number;
  readonly #key: number;
  readonly #dealing: number;
  readonly #weeks: Memo<Week>;
  /**
   * In every second week of another stream than that of the messages, the turns of a site are moved on among
   * its seats: the people who write most do much of everything, but not most of it.
   */
  readonly #shifts: readonly number[];
  readonly #unshifted: readonly number[];
  #last: Week | undefined;

  /** @param every the number of ordinals of the calendar for one event. */
  constructor(people: Population, seats: Seats, calendar: Calendar, every: number, key: number) {
    this.#people = people;
    this.#seats = seats;
    this.#calendar = calendar;
    this.#every = every;
    this.#key = key;
    this.#dealing = derivedKey(key, 'sites');
    this.#shifts = seats.sites.map((site) => (every - 1) % Math.max(1, site.size));
    this.#unshifted = seats.sites.map(() => 0);
    this.#weeks = new Memo(WEEKS_KEPT, (number) => this.#week(number));
  }

  /** The user of an ordinal. The user may have left; then nothing happened at that ordinal. */
  of(ordinal: number): number {
    const { events, shuffles, count, shifts } = this.#weekOf(ordinal);
    const at = events.eventOf(ordinal);
    const event = Math.floor(at / shuffles.length);
    const site = at - event * shuffles.length;
    const seats = this.#seats.sites[site] as SiteSeats;
    const turn = rest((shuffles[site] as Shuffle).targetOf(event), seats.turns);
    const place = seats.placeOfTurn(turn) + (shifts[site] as number);
    const seat = seats.seatAt(place < seats.size ? place : place - seats.size);
    return this.#people.seated(seat, count);
  }

  /** The ordinals of a user from `begin` to before `end`, week by week. */
  *ordinals(user: number, begin: number, end: number): Generator<number> {
    if (user < 0 || begin >= end) return;
    const seat = this.#people.seatOf(user);
    const site = this.#seats.siteOf(seat);
    const own = this.#turnsOf(seat, site, this.#unshifted);
    const moved = this.#turnsOf(seat, site, this.#shifts);
    if (own.length === 0 && moved.length === 0) return;
    const last = this.#numberOf(end - 1);
    for (let number = this.#numberOf(begin); number <= last; number++) {
      if (this.#people.seated(seat, this.#countIn(number)) !== user) continue;
      const turns = this.#shiftsIn(number) === this.#shifts ? moved : own;
      const ordinals = this.#ordinalsOf(this.#weeks.get(number), site, turns);
      yield* ordinals.filter((ordinal) => ordinal >= begin && ordinal < end);
    }
  }

  /** The ordinals of some turns of a site in a week, in order. */
  #ordinalsOf({ events, shuffles }: Week, site: number, turns: readonly number[]): number[] {
    const { turns: all } = this.#seats.sites[site] as SiteSeats;
    const shuffle = shuffles[site] as Shuffle;
    const found: number[] = [];
    for (const turn of turns) {
      for (let target = turn; target < shuffle.size; target += all) {
        const event = shuffle.positionOf(target);
        if (event < events.eventsAt(site)) found.push(events.ordinalOf(site, event));
      }
    }
    return found.sort((a, b) => a - b);
  }

  /** The turns of a seat at its site; none for users who only read. */
  #turnsOf(seat: number, site: number, shifts: readonly number[]): readonly number[] {
    const seats = this.#seats.sites[site] as SiteSeats;
    const place = seats.placeOf(seat) - (shifts[site] as number);
    return seats.turnsOf(place < 0 ? place + seats.size : place);
  }

  #week(number: number): Week {
    const events = new DealtWeek(this.#calendar, number, this.#every, this.#dealing);
    const { sites } = this.#seats;
    const shuffles = sites.map(({ turns }, site) => {
      const size = sizeOf(events.eventsAt(site), turns);
      return new Shuffle(size, mix(this.#key, number * sites.length + site));
    });
    return { events, shuffles, count: this.#countIn(number), shifts: this.#shiftsIn(number) };
  }

  #shiftsIn(week: number): readonly number[] {
    return week % 2 === 0 ? this.#unshifted : this.#shifts;
  }

  #weekOf(ordinal: number): Week {
    const last = this.#last;
    if (last && ordinal >= last.events.first && ordinal < last.events.end) return last;
    this.#last = this.#weeks.get(this.#numberOf(ordinal));
    return this.#last;
  }

  #numberOf(ordinal: number): number {
    return Math.floor((ordinal * this.#every + this.#every - 1) / this.#calendar.perWeek);
  }

  #countIn(number: number): number {
    return this.#people.count(ORIGIN + number * WEEK_MS - 1);
  }
}

/** The events of a week, filled up so that each turn has as many. */
function sizeOf(events: number, turns: number): number {
  return turns * Math.ceil(events / turns);
}
