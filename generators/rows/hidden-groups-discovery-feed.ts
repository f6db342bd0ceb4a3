import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { doneBy, type Happening, presentActor } from './happenings.ts';

type Hidden = RowByKey['HiddenGroupsDiscoveryFeed'];

function hidden(facts: Facts, ordinal: number, at: number): Happening<Hidden> {
  const stream = facts.streams.hiddenGroups;
  const actor = presentActor(facts, stream, ordinal, at);
  const count = facts.communities.population.count(at);
  if (actor === undefined || count === 0) return undefined;
  const community = facts.communities.get(stream.hash(ordinal) % count);
  const row = {
    id: facts.ids.text('hiddenGroup', ordinal, at),
    user_id: facts.people.id(actor),
    group_id: community.id,
    group_name: community.name,
    hidden_at: instantText(at),
  };
  return { actor, row };
}

export const hiddenGroupsBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.hiddenGroups, user, now, hidden);
