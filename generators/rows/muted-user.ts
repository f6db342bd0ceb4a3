import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { presentActor } from './happenings.ts';

export function* mutedUsers(facts: Facts, window: Window): Generator<RowByKey['MutedUser']> {
  const stream = facts.streams.mutedUsers;
  for (const { ordinal, at } of stream.within(window)) {
    const user = presentActor(facts, stream, ordinal, at);
    if (user === undefined) continue;
    yield {
      id: facts.ids.text('mutedUser', ordinal, at),
      user_id: facts.people.id(user),
      network_id: facts.identity.id,
      muted_by: facts.people.id(facts.people.lasting(0)),
      muted_at: instantText(at),
    };
  }
}
