import { Actors } from './actors.ts';
import type { Calendar } from './calendar.ts';
import type { Window } from './contract.ts';
import { derivedKey, mix } from './hash.ts';
import type { Population } from './population.ts';
import type { Seats } from './seats.ts';

/** A possible event: the model decides whether it happened. */
export interface Moment {
  readonly ordinal: number;
  /** Unix milliseconds. */
  readonly at: number;
}

/**
 * Continuous activity of users, one event for every `every` messages: messages themselves, reactions, votes,
 * edits. Each event has an ordinal, an instant and a user, and each can be found from any of the three.
 */
export class Stream {
  readonly key: number;
  readonly every: number;
  readonly #calendar: Calendar;
  readonly #actors: Actors;
  readonly #hashes: number;
  /** The time before which the network has no events. */
  readonly start: number;
  #first = -1;
  /** The last answer of `at`: who looks at a window asks for each event twice. */
  #lastOrdinal = -1;
  #lastAt = 0;

  constructor(calendar: Calendar, people: Population, seats: Seats, key: number, every: number) {
    this.key = key;
    this.every = every;
    this.#calendar = calendar;
    this.start = people.options.start;
    this.#hashes = derivedKey(key, 'hashes');
    this.#actors = new Actors(people, seats, calendar, every, derivedKey(key, 'actors'));
  }

  /** The ordinal of the message at whose time this event happens. */
  message(ordinal: number): number {
    return ordinal * this.every + this.every - 1;
  }

  at(ordinal: number): number {
    if (ordinal === this.#lastOrdinal) return this.#lastAt;
    this.#lastAt = this.#calendar.at(this.message(ordinal), this.key);
    this.#lastOrdinal = ordinal;
    return this.#lastAt;
  }

  /** A separate hash for an ordinal. */
  hash(ordinal: number): number {
    return mix(this.#hashes, ordinal);
  }

  /** The user whose turn it is, including guests and users who have not joined yet. */
  actor(ordinal: number): number {
    return this.#actors.of(ordinal);
  }

  /** All events in a window, in order of time; none before the network starts. */
  *within(window: Window): Generator<Moment> {
    const end = this.end(window);
    for (let ordinal = this.first(window); ordinal < end; ordinal++) yield { ordinal, at: this.at(ordinal) };
  }

  /** The first ordinal in a window or after it; none before the network starts. */
  first(window: Window): number {
    return this.since(Math.max(window.from, this.start));
  }

  /** The first ordinal after a window. */
  end(window: Window): number {
    return this.since(window.to);
  }

  /** The first ordinal at or after an instant. */
  since(instant: number): number {
    const base = this.#calendar.ordinal(instant);
    let ordinal = Math.max(0, Math.floor((base - this.every + 1) / this.every));
    while (this.at(ordinal) < instant) ordinal++;
    return ordinal;
  }

  /** The turns of one user up to `now`, in order of time: since the network starts, or since an instant. */
  *of(user: number, now: number, since?: number): Generator<Moment> {
    if (this.#first < 0) this.#first = this.since(this.start);
    const first = since === undefined ? this.#first : this.since(since);
    for (const ordinal of this.#actors.ordinals(user, first, this.since(now + 1))) {
      yield { ordinal, at: this.at(ordinal) };
    }
  }
}
