import { mix, rest } from './hash.ts';

/**
 * The sites of ten permanent seats in a row, by their numbers, and those of ten groups of other seats: three
 * at the first site, two at the second and one at each of the others. The smallest networks have all of them.
 */
const PERMANENT_SITES: readonly number[] = [0, 1, 2, 4, 5, 6, 3, 0, 1, 0];
const PASSING_SITES: readonly number[] = [3, 0, 1, 2, 0, 4, 5, 1, 6, 0];
const TEN = 10;
const SITES = new Set(PASSING_SITES).size;
/** A site has so many neighbouring seats that are not permanent: they take the turns of each other. */
export const NEIGHBOURS = 8;
/** One in this many users stays. */
const PERMANENT = 4;
/**
 * A few users write most, and half of them only read. Of every sixteen seats, one takes ten turns, six take
 * fewer, and nine take none. A keyed shuffle assigns these roles among the sixteen. It exchanges whole halves
 * and quarters, so each of them has both kinds.
 */
const TURNS_OF_ROLE = [10, 0, 4, 0, 0, 2, 0, 1, 0, 3, 0, 2, 6, 0, 0, 0] as const;
const SIXTEEN = TURNS_OF_ROLE.length;
/** The chief executive writes, but not most; that is the first seat of the second site. */
const ROLE_OF_CHIEF = 2;
/** The role that has each turn, and the turns of each role. */
const ROLE_OF_TURN = TURNS_OF_ROLE.flatMap((turns, role) => Array<number>(turns).fill(role));
const TURNS = ROLE_OF_TURN.length;
const TURNS_BY_ROLE = TURNS_OF_ROLE.map((_, role) =>
  ROLE_OF_TURN.flatMap((each, turn) => (each === role ? [turn] : [])),
);

/**
 * The seats of a network: where the person works who has one, and how often that person acts. A successor
 * works where the predecessor did.
 */
export class Seats {
  readonly permanent: number;
  readonly sites: readonly SiteSeats[];

  /** @param permanent the number of seats whose users stay; they come first. */
  constructor(count: number, permanent: number, key: number) {
    this.permanent = permanent;
    const sites: SiteSeats[] = [];
    let start = 0;
    for (let site = 0; site < SITES; site++) {
      const seats = new SiteSeats({ count, permanent, key, site, start });
      sites.push(seats);
      start += seats.size;
    }
    this.sites = sites;
  }

  /** The number of the site of a seat. */
  siteOf(seat: number): number {
    const passing = seat - this.permanent;
    if (passing < 0) return PERMANENT_SITES[seat % TEN] as number;
    return PASSING_SITES[Math.floor(passing / NEIGHBOURS) % TEN] as number;
  }
}

/**
 * The seats of one site, in places from 0, and their turns. All is worked out from numbers: a table of a
 * large network would be slower, because nearly every look at it misses the caches of the processor.
 */
export class SiteSeats {
  readonly size: number;
  readonly turns: number;
  readonly #permanent: number;
  /** The places of permanent users. */
  readonly #lasting: number;
  /** The numbers among ten that are at the site: of permanent seats, and of groups of others. */
  readonly #lastingTens: readonly number[];
  readonly #passingTens: readonly number[];
  readonly #key: number;
  /** The number of seats of the sites before this one: groups of sixteen are counted over all sites. */
  readonly #start: number;
  /** The seat of the chief executive, counted over all sites. */
  readonly #chief: number;
  /** The last group of sixteen, if it is not full; its first seat writes most. */
  readonly #cutGroup: number;
  /** The groups of sixteen that are at this site only, and the places of the turns before and after them. */
  readonly #firstGroup: number;
  readonly #groups: number;
  readonly #head: readonly number[];
  readonly #tail: readonly number[];

  constructor(input: { count: number; permanent: number; key: number; site: number; start: number }) {
    const { count, permanent, key, site, start } = input;
    this.#chief = sizeOf(0, count, permanent);
    this.#permanent = permanent;
    this.#key = key;
    this.#start = start;
    this.#lastingTens = tensOf(PERMANENT_SITES, site);
    this.#passingTens = tensOf(PASSING_SITES, site);
    this.#lasting = among(this.#lastingTens, permanent);
    this.size = sizeOf(site, count, permanent);
    this.#cutGroup = Math.floor(count / SIXTEEN);
    const end = start + this.size;
    this.#firstGroup = Math.ceil(start / SIXTEEN);
    this.#groups = Math.max(0, Math.floor(end / SIXTEEN) - this.#firstGroup);
    const first = Math.min(end, this.#firstGroup * SIXTEEN);
    this.#head = this.#placesFrom(start, first);
    this.#tail = this.#placesFrom(first + this.#groups * SIXTEEN, end);
    this.turns = this.#head.length + this.#groups * TURNS + this.#tail.length;
  }

  /** The seat at a place. */
  seatAt(place: number): number {
    const count = this.#passingTens.length;
    const passing = place - this.#lasting;
    if (passing < 0) return tenth(place, count, this.#lastingTens);
    const group = Math.floor(passing / NEIGHBOURS);
    const seat = tenth(group, count, this.#passingTens) * NEIGHBOURS + passing - group * NEIGHBOURS;
    return this.#permanent + seat;
  }

  /** The place of a seat of this site. */
  placeOf(seat: number): number {
    const passing = seat - this.#permanent;
    if (passing < 0) return among(this.#lastingTens, seat);
    const group = Math.floor(passing / NEIGHBOURS);
    return this.#lasting + among(this.#passingTens, group) * NEIGHBOURS + passing - group * NEIGHBOURS;
  }

  /** The place that has a turn. */
  placeOfTurn(turn: number): number {
    const number = turn - this.#head.length;
    if (number < 0) return this.#head[turn] as number;
    const group = Math.floor(number / TURNS);
    if (group >= this.#groups) return this.#tail[number - this.#groups * TURNS] as number;
    const role = ROLE_OF_TURN[number - group * TURNS] as number;
    const all = this.#firstGroup + group;
    return all * SIXTEEN + (role ^ this.#maskOf(all)) - this.#start;
  }

  /** The turns of a place, in order; none for users who only read. */
  turnsOf(place: number): readonly number[] {
    const at = this.#start + place;
    const all = Math.floor(at / SIXTEEN);
    const group = all - this.#firstGroup;
    const before = this.#head.length;
    if (group < 0) return placesIn(this.#head, place);
    if (group >= this.#groups)
      return placesIn(this.#tail, place).map((turn) => before + this.#groups * TURNS + turn);
    const turns = TURNS_BY_ROLE[this.#roleAt(at)] as readonly number[];
    return turns.map((turn) => before + group * TURNS + turn);
  }

  /** The places of the turns of seats that are counted over all sites. */
  #placesFrom(from: number, end: number): number[] {
    const places: number[] = [];
    for (let at = from; at < end; at++) {
      for (let turn = 0; turn < (TURNS_OF_ROLE[this.#roleAt(at)] as number); turn++)
        places.push(at - this.#start);
    }
    return places;
  }

  #roleAt(at: number): number {
    return (at % SIXTEEN) ^ this.#maskOf(Math.floor(at / SIXTEEN));
  }

  #maskOf(group: number): number {
    if (group === this.#cutGroup) return 0;
    if (group === Math.floor(this.#chief / SIXTEEN)) return (this.#chief % SIXTEEN) ^ ROLE_OF_CHIEF;
    return rest(mix(this.#key, group), SIXTEEN);
  }
}

/** The number of permanent users: about a quarter, so that the others are whole groups of neighbours. */
export function permanentOf(users: number): number {
  const groups = Math.floor((users - users / PERMANENT) / NEIGHBOURS);
  return groups === 0 ? Math.ceil(users / PERMANENT) : users - groups * NEIGHBOURS;
}

/** The number of seats at a site. */
function sizeOf(site: number, count: number, permanent: number): number {
  const groups = Math.floor((count - permanent) / NEIGHBOURS);
  const others = PASSING_SITES[groups % TEN] === site ? (count - permanent) % NEIGHBOURS : 0;
  const passing = among(tensOf(PASSING_SITES, site), groups) * NEIGHBOURS + others;
  return among(tensOf(PERMANENT_SITES, site), permanent) + passing;
}

/** The numbers from 0 to 9 that are at a site. */
function tensOf(sites: readonly number[], site: number): number[] {
  return sites.flatMap((each, number) => (each === site ? [number] : []));
}

/** The number of those of `tens` in each ten that are smaller than `end`. */
function among(tens: readonly number[], end: number): number {
  const ten = Math.floor(end / TEN);
  let count = ten * tens.length;
  for (const each of tens) if (ten * TEN + each < end) count++;
  return count;
}

/** The n-th of those of `tens` in each ten, counted from 0: the inverse of `among`. */
function tenth(n: number, count: number, tens: readonly number[]): number {
  const ten = Math.floor(n / count);
  return ten * TEN + (tens[n - ten * count] as number);
}

function placesIn(places: readonly number[], place: number): number[] {
  return places.flatMap((each, turn) => (each === place ? [turn] : []));
}
