import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { administratorAt } from './administrators.ts';
import { eventsOf } from './happenings.ts';

/**
 * Few people are muted, once and soon after they joined; in the smallest networks three of four newcomers.
 */
const RARELY = 8;
const SMALLEST = 100;

function isMuted(facts: Facts, user: number): boolean {
  const small = facts.people.population.seats < SMALLEST;
  return small ? user % 4 !== 3 : mix(facts.keys.mutes, user) % RARELY === 0;
}

export function* mutedUsers(facts: Facts, window: Window): Generator<RowByKey['MutedUser']> {
  const { people, keys, ids, identity } = facts;
  const { from, to } = eventsOf(facts, window);
  for (const { member, at } of people.population.soonAfterCreation(from, to, keys.mutes)) {
    if (!isMuted(facts, member) || !people.activeAt(member, at)) continue;
    yield {
      id: ids.text('mutedUser', member, at),
      user_id: people.id(member),
      network_id: identity.id,
      muted_by: people.id(administratorAt(facts, mix(keys.mutes, member + 1), at, 'network')),
      muted_at: instantText(at),
    };
  }
}
