import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { deedsOf, presentActor } from './happenings.ts';
import { firstWritten } from './memberships.ts';

type Hidden = RowByKey['HiddenGroupsDiscoveryFeed'];

/** The hiding of a turn of the stream: of a community that the user may see, and is there. */
function hiddenAt(facts: Facts, ordinal: number, at: number) {
  const stream = facts.streams.hiddenGroups;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const community = facts.communities.get(facts.communities.population.pick(stream.hash(ordinal), at));
  if (community.private || !community.admits(actor) || at >= community.endsAt) return undefined;
  return { actor, community, ordinal, at };
}

/** The communities that a user hid, each once. They are recommended to those who are no members by then. */
export function* hiddenGroupsBy(facts: Facts, user: number, now: number): Generator<Hidden> {
  const stream = facts.streams.hiddenGroups;
  // Since joining: another start of the network must not change which turn is the first.
  const joined = facts.people.joinedAt(user);
  const known = new Set(facts.communities.joinedBy(user));
  let written: Map<number, number> | undefined;
  for (const { community, ordinal, at } of deedsOf(facts, stream, user, now, hiddenAt, joined)) {
    if (known.has(community.index)) continue;
    known.add(community.index);
    if (at < facts.startsAt || community.founder === user) continue;
    written ??= firstWritten(facts, user, now);
    if ((written.get(community.index) ?? at) < at) continue;
    yield {
      id: facts.ids.text('hiddenGroup', ordinal, at),
      user_id: facts.people.id(user),
      group_id: community.id,
      group_name: community.name,
      hidden_at: instantText(at),
    };
  }
}
