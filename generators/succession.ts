import { fraction, mix, rest } from './hash.ts';

export interface SuccessionOptions {
  /** The key that makes the chances of these members differ from those of all others. */
  readonly key: number;
  /** The number of members that stay for good. They have the first numbers. */
  readonly permanent: number;
  /** The range of time in which the permanent members come, Unix milliseconds. */
  readonly settling: { readonly from: number; readonly until: number };
  /** The time at which member 0 comes, when it is there before `settling` begins. */
  readonly first?: number | undefined;
  /** The number of the other members at any time: when one comes, the oldest one leaves. */
  readonly passing: number;
  /**
   * Unix milliseconds: the time of the first passing member, and the duration until the first `passing` ones.
   */
  readonly from: number;
  readonly founding: number;
  /** Milliseconds between a passing member and the next. */
  readonly interval: number;
}

/**
 * Members that come one after another. They are numbered in the order of creation since the origin. Some are
 * permanent; the others come and go, so that there are as many at any time.
 */
export class Succession {
  readonly options: SuccessionOptions;
  readonly #later: number;

  constructor(options: SuccessionOptions) {
    this.options = options;
    this.#later = options.from + options.founding;
  }

  /** The number of permanent members and of those that came by the instant, inclusive. */
  count(instant: number): number {
    const { permanent, passing, from, founding, interval } = this.options;
    if (instant < from) return permanent;
    const founded = instant >= this.#later ? passing : Math.floor(((instant - from) * passing) / founding);
    let n = founded < passing ? founded : passing + Math.floor((instant - this.#later) / interval);
    n += permanent;
    while (n > permanent && this.cameAt(n - 1) > instant) n--;
    while (this.cameAt(n) <= instant) n++;
    return n;
  }

  /** The time at which a member is created or joins. */
  cameAt(member: number): number {
    const { key, permanent, settling, first } = this.options;
    if (member === 0 && first !== undefined) return first;
    const share = fraction(mix(key, member));
    if (member >= permanent) return this.within(member - permanent, share);
    const length = settling.until - settling.from;
    const low = settling.from + Math.floor((member * length) / permanent);
    const high = settling.from + Math.floor(((member + 1) * length) / permanent);
    return low + Math.floor(share * (high - low));
  }

  /** The member created at exactly this instant; undefined when there is none. */
  createdAt(instant: number): number | undefined {
    const { permanent, settling } = this.options;
    const share = (instant - settling.from) / (settling.until - settling.from);
    const near = Math.floor(share * permanent);
    const candidates = [0, near - 1, near, near + 1].filter((member) => member >= 0 && member < permanent);
    return [...candidates, this.count(instant) - 1].find((member) => this.cameAt(member) === instant);
  }

  /** The time at which a member leaves; infinite for permanent members. */
  leavesAt(member: number): number {
    const { key, permanent, passing } = this.options;
    if (member < permanent) return Number.POSITIVE_INFINITY;
    return this.within(member - permanent + passing + 1, fraction(mix(mix(key, member), 1)));
  }

  /**
   * One instant of each passing member, in the slot after the one in which it came: the members whose instant
   * is in a range of time.
   */
  *soonAfterCreation(
    from: number,
    to: number,
    key: number,
  ): Generator<{ readonly member: number; readonly at: number }> {
    const { permanent } = this.options;
    let number = Math.max(0, this.count(from - 1) - permanent - 2);
    for (; this.within(number + 1, 0) < to; number++) {
      const at = this.within(number + 1, fraction(mix(key, number)));
      if (at >= from && at < to) yield { member: permanent + number, at };
    }
  }

  /** The number of permanent members that came before an instant. */
  permanentBefore(instant: number): number {
    const { permanent, settling } = this.options;
    const share = (instant - settling.from) / (settling.until - settling.from);
    let n = Math.max(0, Math.min(permanent, Math.floor(share * permanent)));
    while (n < permanent && this.cameAt(n) < instant) n++;
    while (n > 0 && this.cameAt(n - 1) >= instant) n--;
    return n;
  }

  /** The number of members at any time. */
  get seats(): number {
    return this.options.permanent + this.options.passing;
  }

  /** The member that has a seat just before an instant: permanent members keep theirs, others inherit one. */
  seatedAt(seat: number, instant: number): number {
    return this.seated(seat, seat < this.options.permanent ? 0 : this.count(instant - 1));
  }

  /** The member that has a seat when this many members have come. */
  seated(seat: number, count: number): number {
    const { permanent, passing } = this.options;
    if (seat < permanent) return seat;
    const behind = (count - 1 - seat) % passing;
    return count - 1 - (behind < 0 ? behind + passing : behind);
  }

  /** The seat of a member. */
  seatOf(member: number): number {
    const { permanent, passing } = this.options;
    return member < permanent ? member : permanent + ((member - permanent) % passing);
  }

  /** A member that exists at an instant, selected by a hash. */
  pick(hash: number, instant: number): number {
    return this.seatedAt(rest(hash, this.seats), instant);
  }

  /** A permanent member, selected by a hash. */
  pickPermanent(hash: number): number {
    return rest(hash, this.options.permanent);
  }

  /** The instant at a share of the slot of the passing member of this number. */
  protected within(number: number, share: number): number {
    const { passing, from, founding, interval } = this.options;
    const late = number - passing;
    const low =
      late < 0 ? from + Math.floor((number * founding) / passing) : this.#later + Math.floor(late * interval);
    const high =
      late < 0
        ? from + Math.floor(((number + 1) * founding) / passing)
        : this.#later + Math.floor((late + 1) * interval);
    return low + Math.floor(share * (high - low));
  }
}
