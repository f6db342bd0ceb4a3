import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { doneBy, type Happening, presentActor } from './happenings.ts';

type Hidden = RowByKey['HiddenGroupsDiscoveryFeed'];

function hidden(facts: Facts, ordinal: number, at: number): Happening<Hidden> {
  const stream = facts.streams.hiddenGroups;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const community = facts.communities.get(facts.communities.population.pick(stream.hash(ordinal), at));
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
