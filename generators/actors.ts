import { mix } from './hash.ts';
import { permute, unpermute } from './permutation.ts';
import type { Population } from './population.ts';

/*
 * A few users write much and many write little: in every sixteen users, one takes eight turns, five take
 * two, and ten take one. A keyed shuffle assigns these roles among the sixteen.
 */
const GROUP = 16;
const ACTIVE_TURNS = 8;
const REGULAR = 5;
const TURNS = ACTIVE_TURNS + 2 * REGULAR + (GROUP - 1 - REGULAR);

interface Chunk {
  readonly size: number;
  readonly key: number;
  readonly turns: number;
}

/**
 * The users of a stream: gives each ordinal a user, and each user their ordinals. Ordinals are cut into
 * chunks of `length`. In each chunk, a keyed shuffle deals the ordinals out over the turns of the users who
 * were in the network when the chunk began.
 */
export class Actors {
  readonly #people: Population;
  readonly #length: number;
  readonly #key: number;
  readonly #beginsAt: (ordinal: number) => number;
  #last = -1;
  #chunk: Chunk = { size: 1, key: 0, turns: TURNS };

  /**
   * @param length the number of ordinals in a chunk, about those of a week.
   * @param beginsAt the earliest instant of an ordinal.
   */
  constructor(people: Population, length: number, key: number, beginsAt: (ordinal: number) => number) {
    this.#people = people;
    this.#length = length;
    this.#key = key;
    this.#beginsAt = beginsAt;
  }

  /** The user of an ordinal. The user may not have joined yet; then nothing happened at that ordinal. */
  of(ordinal: number): number {
    const number = Math.floor(ordinal / this.#length);
    const chunk = this.#of(number);
    const turn = permute(ordinal - number * this.#length, chunk.size, chunk.key) % chunk.turns;
    const group = Math.floor(turn / TURNS);
    return group * GROUP + (seat(turn - group * TURNS) ^ (mix(this.#key, group) % GROUP));
  }

  /** The ordinals of a user below `end`, chunk by chunk. */
  *ordinals(user: number, end: number): Generator<number> {
    const group = Math.floor(user / GROUP);
    const turns = turnsOf((user % GROUP) ^ (mix(this.#key, group) % GROUP));
    for (let number = 0; number * this.#length < end; number++) {
      const chunk = this.#of(number);
      if (group * TURNS >= chunk.turns) continue;
      const found: number[] = [];
      for (const turn of turns) {
        for (let place = group * TURNS + turn; place < chunk.size; place += chunk.turns) {
          const i = unpermute(place, chunk.size, chunk.key);
          const ordinal = number * this.#length + i;
          if (i < this.#length && ordinal < end) found.push(ordinal);
        }
      }
      yield* found.sort((a, b) => a - b);
    }
  }

  #of(number: number): Chunk {
    if (number === this.#last) return this.#chunk;
    const there = this.#people.count(
      Math.max(this.#beginsAt(number * this.#length), this.#people.options.from),
    );
    const groups = Math.ceil(Math.max(there, this.#people.options.founders) / GROUP);
    const turns = groups * TURNS;
    this.#chunk = { size: turns * Math.ceil(this.#length / turns), key: mix(this.#key, ~number), turns };
    this.#last = number;
    return this.#chunk;
  }
}

/** The seat of a turn: seat 0 acts most, the next five act regularly. */
function seat(turn: number): number {
  if (turn < ACTIVE_TURNS) return 0;
  if (turn < ACTIVE_TURNS + 2 * REGULAR) return 1 + ((turn - ACTIVE_TURNS) >> 1);
  return turn - ACTIVE_TURNS - REGULAR + 1;
}

function turnsOf(seat: number): number[] {
  if (seat === 0) return Array.from({ length: ACTIVE_TURNS }, (_, turn) => turn);
  if (seat <= REGULAR) return [ACTIVE_TURNS + 2 * (seat - 1), ACTIVE_TURNS + 2 * (seat - 1) + 1];
  return [seat + ACTIVE_TURNS + REGULAR - 1];
}
