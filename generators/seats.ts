import { mix } from './hash.ts';

/**
 * The sites of ten permanent seats in a row, by their numbers, and those of ten groups of other seats: three
 * at the first site, two at the second and one at each of the others. The smallest networks have all of them.
 */
const PERMANENT_SITES = [0, 1, 2, 4, 5, 6, 3, 0, 1, 0] as const;
const PASSING_SITES = [3, 0, 1, 2, 0, 4, 5, 1, 6, 0] as const;
const TEN = PASSING_SITES.length;
const SITES = new Set<number>(PASSING_SITES).size;
/** So many neighbouring seats that are not permanent are at one site: they take the turns of each other. */
export const NEIGHBOURS = 8;
/**
 * A few users write most, and half of them only read. Of every sixteen seats, one takes ten turns, six take
 * fewer, and nine take none. A keyed shuffle assigns these roles among the sixteen. It exchanges whole halves
 * and quarters, so each of them has both kinds.
 */
const TURNS_OF_ROLE = [10, 0, 4, 0, 0, 2, 0, 1, 0, 3, 0, 2, 6, 0, 0, 0] as const;
const GROUP = TURNS_OF_ROLE.length;

/** The seats of one site and their turns. */
export interface SiteSeats {
  readonly seats: Int32Array;
  /** The place, among the seats of the site, that has each turn; the turns of a place follow each other. */
  readonly placeOfTurn: Int32Array;
  /** The first turn of each place, and the number of turns at the end. */
  readonly firstTurn: Int32Array;
}

/**
 * The seats of a network: where the person works who has one, and how often that person acts. A successor
 * works where the predecessor did.
 */
export class Seats {
  readonly count: number;
  readonly #permanent: number;
  readonly #key: number;
  #sites: readonly SiteSeats[] | undefined;
  #places: Int32Array = new Int32Array(0);

  /** @param permanent the number of seats whose users stay; they come first. */
  constructor(count: number, permanent: number, key: number) {
    this.count = count;
    this.#permanent = permanent;
    this.#key = key;
  }

  /** The number of the site of a seat. */
  siteOf(seat: number): number {
    const passing = seat - this.#permanent;
    if (passing < 0) return PERMANENT_SITES[seat % TEN] as number;
    return PASSING_SITES[Math.floor(passing / NEIGHBOURS) % TEN] as number;
  }

  /** The seats of each site. Made when they are first needed. */
  get sites(): readonly SiteSeats[] {
    this.#sites ??= this.#deal();
    return this.#sites;
  }

  /** The place of a seat among those of its site. */
  placeOf(seat: number): number {
    this.#sites ??= this.#deal();
    return this.#places[seat] as number;
  }

  #deal(): SiteSeats[] {
    const turns = this.#turns();
    const seats = Array.from({ length: SITES }, (): number[] => []);
    this.#places = new Int32Array(this.count);
    for (let seat = 0; seat < this.count; seat++) {
      const own = seats[this.siteOf(seat)] as number[];
      this.#places[seat] = own.push(seat) - 1;
    }
    return seats.map((own) => {
      const firstTurn = new Int32Array(own.length + 1);
      own.forEach((seat, place) => {
        firstTurn[place + 1] = (firstTurn[place] as number) + (turns[seat] as number);
      });
      const placeOfTurn = new Int32Array(firstTurn[own.length] as number);
      own.forEach((_, place) => {
        placeOfTurn.fill(place, firstTurn[place], firstTurn[place + 1]);
      });
      return { seats: Int32Array.from(own), placeOfTurn, firstTurn };
    });
  }

  /** The number of turns of each seat. The seats that fill up the last group are the first ones again. */
  #turns(): Int32Array {
    const turns = new Int32Array(this.count);
    for (let place = 0; place < Math.ceil(this.count / GROUP) * GROUP; place++) {
      const role = (place % GROUP) ^ (mix(this.#key, Math.floor(place / GROUP)) % GROUP);
      const seat = place % this.count;
      turns[seat] = (turns[seat] as number) + (TURNS_OF_ROLE[role] as number);
    }
    return turns;
  }
}
