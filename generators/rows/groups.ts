import type { RowByKey } from '../../schemas/index.ts';
import { apiUrl, guid, imageUrl } from '../addresses.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Change } from '../population.ts';
import { communityDescription, type Theme, tagLabel, tagOfTheme } from '../text/index.ts';
import { communitiesOf } from './memberships.ts';
import { segmentId } from './users.ts';

type Row = RowByKey['Groups'];

export function groupRow(facts: Facts, index: number, change: Change, now: number): Row {
  const { people, communities, populations } = facts;
  const community = communities.get(index);
  const { founder } = community;
  const hash = mix(facts.keys.communities, index);
  // Only communities that are not connected to Microsoft 365 can be external.
  const connected = !community.external && hash % 4 !== 0;
  return {
    id: community.id,
    name: community.name,
    // A change gives a new description.
    description: hash % 5 === 0 ? '' : communityDescription(community.topic, hash + change.step),
    private: community.private,
    moderated: community.moderated,
    api_url: apiUrl('groups', community.id),
    created_by_id: founder === undefined ? '' : people.id(founder),
    created_by_type: founder === undefined ? '' : 'User',
    created_at: instantText(community.createdAt),
    updated_at: instantText(change.at),
    deleted: community.endsAt <= now,
    external: community.external,
    office_group_id: connected ? guid(hash) : '',
    group_tags: hash % 3 === 0 ? tagFor(community.topic.theme, hash, populations.tags.options.permanent) : '',
    group_custom_cover_image: hash % 2 === 0 ? imageUrl('groups', hash) : '',
    office_resource_card_enabled: connected && hash % 5 !== 0,
    files_tab_enabled: hash % 3 !== 1,
    segment_id: community.segment === undefined ? '' : segmentId(facts, community.segment),
  };
}

/** A tag of the theme of a community; empty when there is none. */
function tagFor(theme: Theme, hash: number, count: number): string {
  const tag = tagOfTheme(theme, hash, count);
  return tag === undefined ? '' : tagLabel(tag);
}

export function* groups(facts: Facts, window: Window): Generator<Row> {
  for (const { member, change } of facts.communities.population.changedIn(window)) {
    yield groupRow(facts, member, change, window.now);
  }
}

/** The communities of which a user is a member. */
export function* groupsOf(facts: Facts, user: number, now: number): Generator<Row> {
  for (const index of [...communitiesOf(facts, user, now)].sort((a, b) => a - b)) {
    yield latestRow(facts, index, now);
  }
}

/** The community of which everybody is a member. */
export function* groupOfAll(facts: Facts, now: number): Generator<Row> {
  yield latestRow(facts, 0, now);
}

function latestRow(facts: Facts, index: number, now: number): Row {
  return groupRow(facts, index, facts.communities.population.latest(index, now), now);
}
