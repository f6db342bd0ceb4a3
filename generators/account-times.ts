/** The number of remembered users, a power of two. */
const PLACES = 16_384;

/**
 * The times at which accounts begin and end, remembered for the users that were asked for last: almost every
 * row asks for some. They are numbers in arrays, not objects, so that the garbage collector has no work with
 * them.
 */
export class AccountTimes {
  readonly #users = new Float64Array(PLACES).fill(-1);
  readonly #joined = new Float64Array(PLACES);
  readonly #ends = new Float64Array(PLACES);
  readonly #joinedAt: (user: number) => number;
  readonly #endsAt: (user: number) => number;

  /** @param endsAt the last instant at which an account can be used; infinite for users who stay. */
  constructor(joinedAt: (user: number) => number, endsAt: (user: number) => number) {
    this.#joinedAt = joinedAt;
    this.#endsAt = endsAt;
  }

  /** @param user not negative. */
  joinedAt(user: number): number {
    return this.#joined[this.#placeOf(user)] as number;
  }

  /** @param user not negative. */
  endsAt(user: number): number {
    return this.#ends[this.#placeOf(user)] as number;
  }

  /** Tells whether an account can be used at an instant. */
  activeAt(user: number, instant: number): boolean {
    const place = this.#placeOf(user);
    return (this.#joined[place] as number) < instant && instant < (this.#ends[place] as number);
  }

  #placeOf(user: number): number {
    const place = user & (PLACES - 1);
    if (this.#users[place] === user) return place;
    const joined = this.#joinedAt(user);
    const ends = this.#endsAt(user);
    this.#users[place] = user;
    this.#joined[place] = joined;
    this.#ends[place] = ends;
    return place;
  }
}
