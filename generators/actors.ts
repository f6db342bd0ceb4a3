import { WEEK_MS } from '../schemas/durations.ts';
import type { Calendar } from './calendar.ts';
import { DealtWeek } from './dealt-week.ts';
import { derivedKey, mix } from './hash.ts';
import { Memo } from './memo.ts';
import { ORIGIN } from './origin.ts';
import { permute, unpermute } from './permutation.ts';
import type { Population } from './population.ts';
import type { Seats, SiteSeats } from './seats.ts';

/** The number of cached weeks, a power of two: small networks have as many. */
const WEEKS_KEPT = 16;

interface Week {
  readonly events: DealtWeek;
  readonly sites: readonly SiteSeats[];
  /** The number of members that had come when the week began. */
  readonly count: number;
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
  readonly #weeks: Memo<Week>;
  #last: Week | undefined;

  /** @param every the number of ordinals of the calendar for one event. */
  constructor(people: Population, seats: Seats, calendar: Calendar, every: number, key: number) {
    this.#people = people;
    this.#seats = seats;
    this.#calendar = calendar;
    this.#every = every;
    this.#key = key;
    this.#weeks = new Memo(WEEKS_KEPT, (number) => ({
      events: new DealtWeek(calendar, number, every, derivedKey(key, 'sites')),
      sites: seats.sites,
      count: this.#countIn(number),
    }));
  }

  /** The user of an ordinal. The user may have left; then nothing happened at that ordinal. */
  of(ordinal: number): number {
    const week = this.#weekOf(ordinal);
    const { sites, events, count } = week;
    const at = events.eventOf(ordinal);
    const event = Math.floor(at / events.sites);
    const site = at - event * events.sites;
    const { seats, placeOfTurn } = sites[site] as SiteSeats;
    const turns = placeOfTurn.length;
    const size = sizeOf(events.eventsAt(site), turns);
    const turn = permute(event, size, this.#keyOf(events, site)) % turns;
    const place = ((placeOfTurn[turn] as number) + this.#shift(seats.length)) % seats.length;
    return this.#people.seated(seats[place] as number, count);
  }

  /** The ordinals of a user from `begin` to before `end`, week by week. */
  *ordinals(user: number, begin: number, end: number): Generator<number> {
    if (user < 0 || begin >= end) return;
    const seat = this.#people.seatOf(user);
    if (!this.#hasTurns(seat)) return;
    const last = this.#numberOf(end - 1);
    for (let number = this.#numberOf(begin); number <= last; number++) {
      if (this.#people.seated(seat, this.#countIn(number)) !== user) continue;
      const week = this.#weeks.get(number);
      yield* this.#turnsIn(week, seat).filter((ordinal) => ordinal >= begin && ordinal < end);
    }
  }

  /** False for users who only read. */
  #hasTurns(seat: number): boolean {
    const { seats, firstTurn } = this.#seats.sites[this.#seats.siteOf(seat)] as SiteSeats;
    const place = this.#turnsOf(seat, seats.length);
    return firstTurn[place + 1] !== firstTurn[place];
  }

  /** The ordinals that a seat has in a week, in order. */
  #turnsIn({ events, sites }: Week, seat: number): number[] {
    const site = this.#seats.siteOf(seat);
    const { seats, placeOfTurn, firstTurn } = sites[site] as SiteSeats;
    const turns = placeOfTurn.length;
    const size = sizeOf(events.eventsAt(site), turns);
    const key = this.#keyOf(events, site);
    const place = this.#turnsOf(seat, seats.length);
    const found: number[] = [];
    for (let turn = firstTurn[place] as number; turn < (firstTurn[place + 1] as number); turn++) {
      for (let target = turn; target < size; target += turns) {
        const event = unpermute(target, size, key);
        if (event < events.eventsAt(site)) found.push(events.ordinalOf(site, event));
      }
    }
    return found.sort((a, b) => a - b);
  }

  #keyOf({ number, sites }: DealtWeek, site: number): number {
    return mix(this.#key, number * sites + site);
  }

  /** The place among the seats of a site whose turns a seat has. */
  #turnsOf(seat: number, seats: number): number {
    return (this.#seats.placeOf(seat) + seats - this.#shift(seats)) % seats;
  }

  /** Another stream has other users with many turns: the turns of a site are moved on among its seats. */
  #shift(seats: number): number {
    return this.#key % seats;
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
