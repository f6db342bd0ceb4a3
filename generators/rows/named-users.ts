import type { Facts } from '../facts.ts';
import { turnsOfUser, userOfTurn } from '../rotation.ts';
import { THREADS_A_BLOCK, type Thread } from '../threads.ts';

/*
 * The users whom the first messages of threads name: permanent ones in turns, so that the export of a user
 * finds the threads without a look at the others.
 */

/** The user whom the first message of a thread mentions, if it mentions anybody and is no praise. */
export function mentionedFirst({ people, keys }: Facts, { index }: Pick<Thread, 'index'>): number {
  return userOfTurn(people, index, keys.mentions);
}

/**
 * The numbers of the threads from `first` to `last` that may name a user, each once: all that do, and some
 * others.
 */
export function* threadsNaming(facts: Facts, user: number, first: number, last: number): Generator<number> {
  const { people, keys, threads } = facts;
  for (const number of turnsOfUser(people, user, keys.mentions, [first, last]))
    if (threads.kind(number) !== 'praise') yield number;
  const blocks = [Math.floor(first / THREADS_A_BLOCK), Math.floor(last / THREADS_A_BLOCK)] as const;
  const before = user === 0 ? people.population.options.permanent - 1 : user - 1;
  // The next user takes the turn of one who praises.
  for (const each of new Set([user, before])) {
    for (const block of turnsOfUser(people, each, keys.praises, blocks))
      yield* threads.ofKind('praise', block);
  }
}
