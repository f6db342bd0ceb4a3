import { mix } from './hash.ts';
import type { People } from './people.ts';
import { Shuffle } from './permutation.ts';

/*
 * Permanent users in turns. A round has as many turns as there are such users, and each user has one of them,
 * in another order in each round. So "whose turn is it" and "which turns has this user" cost the same.
 */

/** The permanent user whose turn it is. */
export function userOfTurn({ population }: People, turn: number, key: number): number {
  const { permanent } = population.options;
  const round = Math.floor(turn / permanent);
  return new Shuffle(permanent, mix(key, round)).targetOf(turn - round * permanent);
}

/** The turns of a user from `first` to `last`, in order; none for a user who is not permanent. */
export function* turnsOfUser(
  { population }: People,
  user: number,
  key: number,
  [first, last]: readonly [first: number, last: number],
): Generator<number> {
  const { permanent } = population.options;
  if (user >= permanent) return;
  for (let round = Math.floor(first / permanent); round * permanent <= last; round++) {
    const turn = round * permanent + new Shuffle(permanent, mix(key, round)).positionOf(user);
    if (turn >= first && turn <= last) yield turn;
  }
}
