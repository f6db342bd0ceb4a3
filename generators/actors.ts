import { mix } from './hash.ts';
import { permute, unpermute } from './permutation.ts';
import type { Population } from './population.ts';

/*
 * A few users write most, and half of them only read. Of every sixteen seats, one takes ten turns, six take
 * fewer, and nine take none. A keyed shuffle assigns these roles among the sixteen. It exchanges whole halves
 * and quarters, so each of them has both kinds.
 */
const TURNS_OF_ROLE = [10, 0, 4, 0, 0, 2, 0, 1, 0, 3, 0, 2, 6, 0, 0, 0] as const;
const GROUP = TURNS_OF_ROLE.length;
/** The role that has each turn, and the turns of each role. */
const ROLE_OF_TURN = TURNS_OF_ROLE.flatMap((turns, role) => Array<number>(turns).fill(role));
const TURNS = ROLE_OF_TURN.length;
const TURNS_BY_ROLE = TURNS_OF_ROLE.map((_, role) =>
  ROLE_OF_TURN.flatMap((each, turn) => (each === role ? [turn] : [])),
);

interface Chunk {
  readonly key: number;
  /** The number of members that had come when the chunk began. */
  readonly count: number;
}

/**
 * The users of a stream: gives each ordinal a user, and each user their ordinals. Ordinals are cut into
 * chunks of `length`. In each chunk, a keyed shuffle deals the ordinals out over the turns of the seats, and
 * the users who had the seats when the chunk began take the turns.
 */
export class Actors {
  readonly #people: Population;
  readonly #length: number;
  readonly #key: number;
  readonly #beginsAt: (ordinal: number) => number;
  readonly #turns: number;
  readonly #size: number;
  #last = -1;
  #chunk: Chunk = { key: 0, count: 0 };

  /**
   * @param length the number of ordinals in a chunk, about those of a week.
   * @param beginsAt the earliest instant of an ordinal.
   */
  constructor(people: Population, length: number, key: number, beginsAt: (ordinal: number) => number) {
    this.#people = people;
    this.#length = length;
    this.#key = key;
    this.#beginsAt = beginsAt;
    this.#turns = Math.ceil(people.seats / GROUP) * TURNS;
    this.#size = this.#turns * Math.ceil(length / this.#turns);
  }

  /** The user of an ordinal. The user may have left; then nothing happened at that ordinal. */
  of(ordinal: number): number {
    const number = Math.floor(ordinal / this.#length);
    const chunk = this.#of(number);
    const turn = permute(ordinal - number * this.#length, this.#size, chunk.key) % this.#turns;
    const group = Math.floor(turn / TURNS);
    const role = ROLE_OF_TURN[turn - group * TURNS] as number;
    const seat = group * GROUP + (role ^ (mix(this.#key, group) % GROUP));
    return this.#people.seated(seat % this.#people.seats, chunk.count);
  }

  /** The ordinals of a user from `begin` to before `end`, chunk by chunk. */
  *ordinals(user: number, begin: number, end: number): Generator<number> {
    if (user < 0) return;
    const seat = this.#people.seatOf(user);
    const turns = this.#turnsOf(seat);
    for (let number = Math.floor(begin / this.#length); number * this.#length < end; number++) {
      const chunk = this.#of(number);
      if (this.#people.seated(seat, chunk.count) !== user) continue;
      const found: number[] = [];
      for (const turn of turns) {
        for (let place = turn; place < this.#size; place += this.#turns) {
          const i = unpermute(place, this.#size, chunk.key);
          const ordinal = number * this.#length + i;
          if (i < this.#length && ordinal >= begin && ordinal < end) found.push(ordinal);
        }
      }
      yield* found.sort((a, b) => a - b);
    }
  }

  /** The turns of a seat. The seats that fill up the last group are the first ones again. */
  #turnsOf(seat: number): number[] {
    const turns: number[] = [];
    const { seats } = this.#people;
    for (let place = seat; place < Math.ceil(seats / GROUP) * GROUP; place += seats) {
      const group = Math.floor(place / GROUP);
      const role = (place % GROUP) ^ (mix(this.#key, group) % GROUP);
      for (const turn of TURNS_BY_ROLE[role] as readonly number[]) turns.push(group * TURNS + turn);
    }
    return turns;
  }

  #of(number: number): Chunk {
    if (number === this.#last) return this.#chunk;
    const count = this.#people.count(this.#beginsAt(number * this.#length) - 1);
    this.#chunk = { key: mix(this.#key, ~number), count };
    this.#last = number;
    return this.#chunk;
  }
}
