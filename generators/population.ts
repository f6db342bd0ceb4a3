import type { Window } from './contract.ts';
import { fraction, mix } from './hash.ts';
import { ORIGIN } from './origin.ts';
import { Shuffle } from './permutation.ts';
import { Succession, type SuccessionOptions } from './succession.ts';

/** The latest change of a member of a population. */
export interface Change {
  /** Unix milliseconds. */
  readonly at: number;
  /** 0 for its creation; then the number of the round of the change, counted from 1. */
  readonly step: number;
}

export interface PopulationOptions extends SuccessionOptions {
  /** The key for the times at which members change: the same users can change in several respects. */
  readonly chances: number;
  /** Milliseconds in which every member gets one chance to change. */
  readonly round: number;
  /** The share of those chances that is taken, 0 to 1. */
  readonly changing: number;
  /** The beginning of the network: members that left before it are cut off. */
  readonly start: number;
  /**
   * The number of neighbouring members that are cut off together (default: 1), for those that refer to
   * others.
   */
  readonly together?: number;
  /** The last instant at which a member can change: its own end, for members that can end. */
  readonly until?: (member: number) => number;
  /** Changes that happen independently of the chances, such as the end of a member. */
  readonly certain?: (member: number, round: number) => boolean;
  /** True when leaving is a change of the member, such as that of an account. */
  readonly retires?: boolean;
}

/** The members of a time: all permanent ones, and the passing ones from `low` to before `high`. */
interface Range {
  readonly round: number;
  readonly low: number;
  readonly high: number;
}

/** The number of cached rounds, a power of two. */
const ROUNDS_KEPT = 64;

/**
 * Things that are created, stay and change now and then: users, communities, topics, campaigns. Members are
 * numbered in the order of creation since the origin. Some are permanent; the others come and go, so that the
 * population is as large at any time. Time is cut into rounds. In each round, a keyed shuffle gives every
 * member one instant of its own, so that "when does member i change" and "which members change in this
 * window" are both computed without a look at any other member.
 */
export class Population extends Succession {
  declare readonly options: PopulationOptions;
  /** The first passing member that is not cut off. */
  readonly first: number;
  readonly #rounds = new Array<Range | undefined>(ROUNDS_KEPT).fill(undefined);

  constructor(options: PopulationOptions) {
    super(options);
    // The members that leave in the current slot and in the one before may still be there.
    const oldest = this.count(options.start) - options.passing - 2;
    this.first = Math.max(options.permanent, oldest - (oldest % (options.together ?? 1)));
  }

  /** Tells whether a member belongs to the network: it had not left when the network began. */
  exists(member: number): boolean {
    const { permanent, retires, start } = this.options;
    return member < permanent || (member >= this.first && (!retires || this.leavesAt(member) > start));
  }

  /** The latest change of a member by the instant. */
  latest(member: number, instant: number): Change {
    const came = this.cameAt(member);
    const left = this.#leftAt(member);
    const change = this.#changed(member, instant, came) ?? { at: came, step: 0 };
    return left <= instant ? { at: left, step: change.step } : change;
  }

  #changed(member: number, instant: number, since: number): Change | undefined {
    const { changing, certain, until } = this.options;
    if (changing === 0 && !certain) return undefined;
    const end = Math.min(instant, until?.(member) ?? instant);
    for (let round = this.roundAt(end); round >= this.roundAt(since); round--) {
      const at = this.changeIn(member, round);
      if (at !== undefined && at <= instant && at >= since) return { at, step: round + 1 };
    }
    return undefined;
  }

  /** The time at which a member leaves, where that is a change of the member and nothing ended it before. */
  #leftAt(member: number): number {
    const { retires, until } = this.options;
    if (!retires) return Number.POSITIVE_INFINITY;
    const left = this.leavesAt(member);
    return (until?.(member) ?? left) < left ? Number.POSITIVE_INFINITY : left;
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
    const { permanent, chances } = this.options;
    const { low, high } = this.#rangeOf(round);
    if (member >= permanent && (member < low || member >= high)) return undefined;
    const size = permanent + high - low;
    const place = member < permanent ? member : member - low + permanent;
    return this.#instant(round, new Shuffle(size, mix(chances, ~round)).targetOf(place), size);
  }

  /** The first round that a member takes part in. */
  firstRound(member: number): number {
    return this.roundAt(this.cameAt(member)) + 1;
  }

  /**
   * The members that were created or changed in the window, each once and with the latest change by
   * `window.now`; where the window says so, only those whose latest change is in it.
   */
  *changedIn(window: Window): Generator<{ member: number; change: Change }> {
    const { from, to, now } = window;
    for (const member of this.#touchedIn(from, to)) {
      const change = this.latest(member, now);
      if (window.things !== 'latest' || change.at >= from) {
        if (window.things !== 'latest' || change.at < to) yield { member, change };
      }
    }
  }

  *#touchedIn(from: number, to: number): Generator<number> {
    for (const member of this.createdIn(from, to)) yield member;
    const last = this.roundAt(to);
    for (let round = this.roundAt(from); round <= last; round++) {
      for (const member of this.#chancesIn(round, from, to)) {
        if (!this.exists(member) || this.cameAt(member) >= from) continue;
        const at = this.changeIn(member, round);
        if (at === undefined || at < from || at >= to) continue;
        if (this.#changed(member, at - 1, from) === undefined) yield member;
      }
    }
    for (const member of this.#leavingIn(from, to)) {
      const left = this.#leftAt(member);
      if (left < from || left >= to || !this.exists(member) || this.cameAt(member) >= from) continue;
      if (this.#changed(member, left - 1, from) === undefined) yield member;
    }
  }

  /** The members created in a range of time, in the order of their numbers. */
  *createdIn(from: number, to: number): Generator<number> {
    const { permanent, settling } = this.options;
    const scale = permanent / (settling.until - settling.from);
    const begin = Math.max(0, Math.floor((from - settling.from) * scale) - 1);
    for (let member = begin; member < permanent; member++) {
      const came = this.cameAt(member);
      if (came >= to) break;
      if (came >= from) yield member;
    }
    for (let member = Math.max(this.first, this.count(from - 1)); this.cameAt(member) < to; member++) {
      if (this.exists(member)) yield member;
    }
  }

  /** The members that are not cut off and came by the instant: the passing ones first. */
  *members(instant: number): Generator<number> {
    const count = this.count(instant);
    for (let member = this.first; member < count; member++) if (this.exists(member)) yield member;
    for (let member = 0; member < this.options.permanent; member++) yield member;
  }

  *#leavingIn(from: number, to: number): Generator<number> {
    const { retires, permanent, passing } = this.options;
    if (!retires) return;
    const late = passing + 1;
    let place = Math.max(0, this.count(from - 1) - permanent - 1);
    for (; this.within(place, 0) < to; place++) if (place >= late) yield permanent + place - late;
  }

  *#chancesIn(round: number, from: number, to: number): Generator<number> {
    const { permanent, chances, round: length } = this.options;
    const { low, high } = this.#rangeOf(round);
    const size = permanent + high - low;
    const begin = ORIGIN + round * length;
    const scale = size / length;
    const first = Math.max(0, Math.floor((from - begin) * scale) - 1);
    const last = Math.min(size - 1, Math.ceil((to - begin) * scale) + 1);
    const shuffle = new Shuffle(size, mix(chances, ~round));
    for (let place = first; place <= last; place++) {
      const seat = shuffle.positionOf(place);
      yield seat < permanent ? seat : seat - permanent + low;
    }
  }

  #instant(round: number, place: number, size: number): number {
    const { chances, round: length } = this.options;
    const begin = ORIGIN + round * length;
    const low = Math.floor((place * length) / size);
    const high = Math.floor(((place + 1) * length) / size);
    return begin + low + Math.floor(fraction(mix(chances + round, place)) * (high - low));
  }

  /** The number of the round of an instant, 0 for those before the origin. */
  roundAt(instant: number): number {
    return Math.max(0, Math.floor((instant - ORIGIN) / this.options.round));
  }

  #rangeOf(round: number): Range {
    const known = this.#rounds[round & (ROUNDS_KEPT - 1)];
    if (known?.round === round) return known;
    const { permanent, passing, round: length } = this.options;
    const high = this.count(ORIGIN + round * length);
    const range = { round, low: Math.max(permanent, high - passing - 2), high };
    this.#rounds[round & (ROUNDS_KEPT - 1)] = range;
    return range;
  }
}
