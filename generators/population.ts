import type { Window } from './contract.ts';
import { fraction, mix } from './hash.ts';
import { permute, unpermute } from './permutation.ts';

/** The latest change of a member of a population. */
export interface Change {
  /** Unix milliseconds. */
  readonly at: number;
  /** 0 for its creation; then the number of the round of the change, counted from 1. */
  readonly step: number;
}

export interface PopulationOptions {
  /** The key that makes the chances of this population differ from those of every other one. */
  readonly key: number;
  /** The key for the times at which members change: the same users can change in several respects. */
  readonly chances: number;
  /** The number of members at the beginning; they come one after another during `founding`. */
  readonly founders: number;
  /** Unix milliseconds: the time of the first founder, and the duration until the last one. */
  readonly from: number;
  readonly founding: number;
  /** Milliseconds between a later member and the next. */
  readonly interval: number;
  /** Milliseconds in which every member gets one chance to change. */
  readonly round: number;
  /** The share of those chances that is taken, 0 to 1. */
  readonly changing: number;
  /** The last instant at which a member can change: its own end, for members that can end. */
  readonly until?: (member: number) => number;
  /** Changes that happen independently of the chances, such as the end of a member. */
  readonly certain?: (member: number, round: number) => boolean;
}

/**
 * Things that are created, stay and change now and then: users, communities, topics, campaigns. Members are
 * numbered in the order of creation. Time is cut into rounds. In each round, a keyed shuffle gives every
 * member one instant of its own, so that "when does member i change" and "which members change in this
 * window" are both computed without a look at any other member.
 */
export class Population {
  readonly options: PopulationOptions;
  readonly #later: number;

  constructor(options: PopulationOptions) {
    this.options = options;
    this.#later = options.from + options.founding;
  }

  /** The number of members created by the instant, inclusive. */
  count(instant: number): number {
    const { founders, from, founding, interval } = this.options;
    if (instant < from) return 0;
    const founded = instant >= this.#later ? founders : Math.floor(((instant - from) * founders) / founding);
    let n = founded < founders ? founded : founders + Math.floor((instant - this.#later) / interval);
    while (n > 0 && this.cameAt(n - 1) > instant) n--;
    while (this.cameAt(n) <= instant) n++;
    return n;
  }

  /** The time at which a member is created or joins. */
  cameAt(member: number): number {
    const { key, founders, from, founding, interval } = this.options;
    const late = member - founders;
    const low =
      late < 0
        ? from + Math.floor((member * founding) / founders)
        : this.#later + Math.floor(late * interval);
    const high =
      late < 0
        ? from + Math.floor(((member + 1) * founding) / founders)
        : this.#later + Math.floor((late + 1) * interval);
    return low + Math.floor(fraction(mix(key, member)) * (high - low));
  }

  /** The latest change of a member by the instant. */
  latest(member: number, instant: number): Change {
    const came = this.cameAt(member);
    for (let round = this.#roundOf(instant); round >= this.#roundOf(came); round--) {
      const at = this.changeIn(member, round);
      if (at !== undefined && at <= instant) return { at, step: round + 1 };
    }
    return { at: came, step: 0 };
  }

  /** The time at which a member changes in a round; undefined when it does not. */
  changeIn(member: number, round: number): number | undefined {
    const at = this.chanceIn(member, round);
    if (at === undefined || at <= this.cameAt(member)) return undefined;
    const { chances, changing, until, certain } = this.options;
    if (until && at > until(member)) return undefined;
    if (certain?.(member, round)) return at;
    return fraction(mix(mix(chances, member), round)) < changing ? at : undefined;
  }

  /** The instant of a member in a round, used or not; undefined for members created after the round began. */
  chanceIn(member: number, round: number): number | undefined {
    const size = this.#sizeOf(round);
    if (member >= size) return undefined;
    return this.#instant(round, permute(member, size, mix(this.options.chances, ~round)), size);
  }

  /** The first round that a member takes part in. */
  firstRound(member: number): number {
    return member < this.options.founders ? 0 : this.#roundOf(this.cameAt(member)) + 1;
  }

  /** The members whose latest change by `window.now` lies in the window, each once. */
  *changedIn(window: Window): Generator<{ member: number; change: Change }> {
    const { from, to, now } = window;
    for (let member = this.count(from - 1); this.cameAt(member) < to; member++) {
      const change = this.latest(member, now);
      if (change.step === 0) yield { member, change };
    }
    for (let round = Math.max(0, this.#roundOf(from)); round <= this.#roundOf(to); round++) {
      for (const member of this.#chancesIn(round, from, to)) {
        const at = this.changeIn(member, round);
        if (at === undefined || at < from || at >= to) continue;
        const change = this.latest(member, now);
        if (change.at === at) yield { member, change };
      }
    }
  }

  /** All members created by the instant, with the latest change. */
  *all(instant: number): Generator<{ member: number; change: Change }> {
    for (let member = 0; this.cameAt(member) <= instant; member++) {
      yield { member, change: this.latest(member, instant) };
    }
  }

  *#chancesIn(round: number, from: number, to: number): Generator<number> {
    const size = this.#sizeOf(round);
    const begin = this.options.from + round * this.options.round;
    const scale = size / this.options.round;
    const first = Math.max(0, Math.floor((from - begin) * scale) - 1);
    const last = Math.min(size - 1, Math.ceil((to - begin) * scale) + 1);
    for (let place = first; place <= last; place++)
      yield unpermute(place, size, mix(this.options.chances, ~round));
  }

  #instant(round: number, place: number, size: number): number {
    const { chances, from, round: length } = this.options;
    const begin = from + round * length;
    const low = Math.floor((place * length) / size);
    const high = Math.floor(((place + 1) * length) / size);
    return begin + low + Math.floor(fraction(mix(chances + round, place)) * (high - low));
  }

  #roundOf(instant: number): number {
    return Math.floor((instant - this.options.from) / this.options.round);
  }

  #sizeOf(round: number): number {
    return round === 0 ? this.options.founders : this.count(this.options.from + round * this.options.round);
  }
}
