import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import type { Stream } from '../stream.ts';

/** The result of a turn: the row and its user. Undefined where nothing happened. */
export type Happening<R> = { readonly actor: number; readonly row: R } | undefined;

/** Makes the row of one turn of a stream, in its state at `now`. */
export type Teller<R> = (facts: Facts, ordinal: number, at: number, now: number) => Happening<R>;

/** The rows of the events in a window, in order of time. */
export function* happenedIn<R>(
  facts: Facts,
  stream: Stream,
  window: Window,
  happeningOf: Teller<R>,
): Generator<R> {
  for (const { ordinal, at } of stream.within(window)) {
    const happening = happeningOf(facts, ordinal, at, window.now);
    if (happening) yield happening.row;
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
  for (const turn of facts.people.turnsOf(user)) {
    for (const { ordinal, at } of stream.of(turn, now)) {
      const happening = happeningOf(facts, ordinal, at, now);
      if (happening?.actor === user) yield happening.row;
    }
  }
}

/** The member whose turn it is, if that user is active at the time. */
export function presentActor(facts: Facts, stream: Stream, ordinal: number, at: number): number | undefined {
  const actor = facts.people.member(stream.actor(ordinal));
  return facts.people.activeAt(actor, at) ? actor : undefined;
}
