/** The number of remembered users, a power of two. */
const PLACES = 16_384;
/** The numbers of a place, a power of two. */
const NUMBERS = 4;
const JOINED = 1;
const ENDS = 2;

/**
 * The times at which accounts begin and end, remembered for the users that were asked for last: almost every
 * row asks for some. They are numbers in arrays, not objects, so that the garbage collector has no work with
 * them.
 */
export class AccountTimes {
  /** For each place the user, the beginning and the end: neighbours, so that one look at memory finds all. */
  readonly #times = new Float64Array(PLACES * NUMBERS).fill(-1);
  readonly #joinedAt: (user: number) => number;
  readonly #endsAt: (user: number) => number;

  /** @param endsAt the last instant at which an account can be used; infinite for users who stay. */
  constructor(joinedAt: (user: number) => number, endsAt: (user: number) => number) {
    this.#joinedAt = joinedAt;
    this.#endsAt = endsAt;
  }

  /** @param user not negative. */
  joinedAt(user: number): number {
    return this.#times[this.#placeOf(user) + JOINED] as number;
  }

  /** @param user not negative. */
  endsAt(user: number): number {
    return this.#times[this.#placeOf(user) + ENDS] as number;
  }

  /** Tells whether an account can be used at an instant. */
  activeAt(user: number, instant: number): boolean {
    const place = this.#placeOf(user);
    return (
      (this.#times[place + JOINED] as number) < instant && instant < (this.#times[place + ENDS] as number)
    );
  }

  #placeOf(user: number): number {
    const place = (user & (PLACES - 1)) * NUMBERS;
    if (this.#times[place] === user) return place;
    const joined = this.#joinedAt(user);
    const ends = this.#endsAt(user);
    this.#times[place] = user;
    this.#times[place + JOINED] = joined;
    this.#times[place + ENDS] = ends;
    return place;
  }
}
