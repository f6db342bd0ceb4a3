import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import type { Stream } from '../stream.ts';

/** The result of a turn: the row and its user. Undefined where nothing happened. */
export type Happening<R> = { readonly actor: number; readonly row: R } | undefined;

/** Makes the row of one turn of a stream, in its state at `now`. */
export type Teller<R> = (facts: Facts, ordinal: number, at: number, now: number) => Happening<R>;

/** The part of a window in which the network has events. */
export function eventsOf(facts: Facts, window: Window): Window {
  return { ...window, from: Math.max(window.from, facts.startsAt) };
}

/** The rows of the events in a window, in order of time. */
export function* happenedIn<R>(
  facts: Facts,
  stream: Stream,
  window: Window,
  happeningOf: Teller<R>,
): Generator<R> {
  const end = stream.end(window);
  for (let ordinal = stream.first(window); ordinal < end; ordinal++) {
    const happening = happeningOf(facts, ordinal, stream.at(ordinal), window.now);
    if (happening) yield happening.row;
  }
}

/** A state that begins, and in some cases changes once. */
interface Spell {
  /** The time of the change, past or future; undefined when there is none. */
  readonly changesAt: number | undefined;
}

/**
 * The spells that began or changed in a window, each once; where the window says so, only those whose latest
 * time is in it.
 *
 * @param lag the longest time from the beginning of a spell to its change, milliseconds.
 * @param changeOf the time at which the spell of a turn would change, if ever, without a look at what it is
 * about, which may have ended by then: of the turns before the window, only those that would change in it are
 * looked at.
 */
export function* spellsIn<S extends Spell>(
  stream: Stream,
  window: Window,
  lag: number,
  changeOf: (ordinal: number, at: number) => number | undefined,
  spellOf: (ordinal: number, at: number) => S | undefined,
): Generator<S> {
  const { from, to, now } = window;
  for (const { ordinal, at } of stream.within({ ...window, from: from - lag })) {
    const possible = changeOf(ordinal, at) ?? Number.POSITIVE_INFINITY;
    if (at < from && !(possible >= from && possible < to && possible <= now)) continue;
    const spell = spellOf(ordinal, at);
    if (spell === undefined) continue;
    const { changesAt: change = Number.POSITIVE_INFINITY } = spell;
    const changed = change <= now ? change : at;
    const isLast = changed >= from && changed < to;
    if (isLast || (window.things !== 'latest' && at >= from)) yield spell;
  }
}

/** The deeds of one user in the turns of a stream up to `now`, since the network starts or an instant. */
export function* deedsOf<D extends { readonly actor: number }>(
  facts: Facts,
  stream: Stream,
  user: number,
  now: number,
  deedAt: (facts: Facts, ordinal: number, at: number) => D | undefined,
  since?: number,
): Generator<D> {
  for (const turn of facts.people.turnsOf(user)) {
    for (const { ordinal, at } of stream.of(turn, now, since)) {
      const deed = deedAt(facts, ordinal, at);
      if (deed?.actor === user) yield deed;
    }
  }
}

/** The rows of one user's events up to `now`. */
export function* doneBy<R>(
  facts: Facts,
  stream: Stream,
  user: number,
  now: number,
  happeningOf: Teller<R>,
): Generator<R> {
  const deeds = deedsOf(facts, stream, user, now, (_, ordinal, at) => happeningOf(facts, ordinal, at, now));
  for (const { row } of deeds) yield row;
}

/** The member whose turn it is, if that user is active at the time. */
export function presentActor(facts: Facts, stream: Stream, ordinal: number, at: number): number | undefined {
  const actor = facts.people.member(stream.actor(ordinal));
  return facts.people.activeAt(actor, at) ? actor : undefined;
}
