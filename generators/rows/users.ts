import type { RowByKey } from '../../schemas/index.ts';
import { apiUrl, guid, imageUrl } from '../addresses.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Change } from '../population.ts';
import { BRANCH_OFFICES, type Segment, segmentOf } from '../text/index.ts';
import { travellersIn } from '../travellers.ts';
import { departmentOf, positionOf } from './positions.ts';

type Row = RowByKey['Users'];

interface Profile {
  readonly job_title: string;
  readonly location: string;
  readonly department: string;
}

/** A user's profile after the latest change. A user may rise with a change; the location stays. */
export function profileOf(facts: Facts, user: number, change: Change): Profile {
  const { job_title, department } = positionOf(facts, user, change.at);
  return { job_title, location: locationOf(facts, user), department };
}

function locationOf({ people }: Facts, user: number): string {
  const { city, country } = people.siteOf(user);
  return `${city}, ${country}`;
}

export function coverImageOf(facts: Facts, user: number): string {
  const hash = userLot(facts, user);
  return hash % 4 === 0 ? '' : imageUrl('covers', hash);
}

/**
 * @param facts the network in which the user acts.
 * @param network the network of the export: another one for its users who are guests elsewhere.
 */
function userRow(facts: Facts, user: number, change: Change, now: number, network: Facts): Row {
  const { people } = facts;
  const { campaigns } = network.populations;
  const person = people.person(user);
  const hash = userLot(facts, user);
  const profile = profileOf(facts, user, change);
  const end = people.endOf(user);
  const ended = end && end.at <= now ? end : undefined;
  const admin = network.people.id(network.people.lasting(0));
  const deleted = ended?.state === 'deleted';
  const suspended = ended?.state === 'suspended';
  const joined = instantText(person.joinedAt);
  const guest = network === facts && people.isGuest(user);
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    ...profile,
    api_url: apiUrl('users', person.id),
    deleted_by_id: deleted ? admin : '',
    deleted_by_type: deleted ? 'User' : '',
    joined_at: joined,
    created_at: joined,
    updated_at: instantText(change.at),
    deleted_at: deleted ? instantText(ended.at) : '',
    suspended_by_id: suspended ? admin : '',
    suspended_by_type: suspended ? 'User' : '',
    suspended_at: suspended ? instantText(ended.at) : '',
    guid: guid(hash),
    state: ended?.state ?? 'active',
    office_user_id: guest ? '' : guid(mix(hash, 1)),
    user_cover_image_url: coverImageOf(facts, user),
    sash_campaign_id:
      hash % 6 === 0 ? campaignId(network, campaigns.population.pickPermanent(mix(hash, 2))) : '',
    // Guests belong to the segments of their own network alone.
    user_segment_ids: guest
      ? ''
      : segmentsOf(network, hash, profile, facts.communities.founders.segmentOf(user)).join(','),
  };
}

export function campaignId(facts: Facts, campaign: number): string {
  return facts.ids.text('campaign', campaign, facts.populations.campaigns.population.cameAt(campaign));
}

export function segmentId(facts: Facts, segment: number): string {
  return facts.ids.text('segment', segment, facts.populations.segments.cameAt(segment));
}

export function segmentAt({ pools, keys, populations }: Facts, segment: number): Segment {
  return segmentOf(pools, keys.segments, segment, segment < populations.segments.options.permanent);
}

/**
 * The segments of a user: that of the own offices, those of the own place and department, and some of the
 * others.
 */
function segmentsOf(facts: Facts, hash: number, profile: Profile, offices: number): string[] {
  const count = facts.populations.segments.options.permanent;
  const own = [segmentId(facts, offices)];
  for (let segment = BRANCH_OFFICES + 1; segment < count; segment++) {
    if (isOfSegment(facts, segment, hash, profile)) own.push(segmentId(facts, segment));
  }
  return own;
}

/** Tells whether a user is of a place or department of a segment, or was chosen for it. */
function isOfSegment(
  facts: Facts,
  segment: number,
  hash: number,
  { location, department }: Pick<Profile, 'location' | 'department'>,
): boolean {
  const rule = segmentAt(facts, segment);
  const chosen = rule.city === undefined && rule.department === undefined;
  const count = facts.populations.segments.options.permanent;
  return chosen
    ? mix(hash, 100 + segment) % (count + 1) === 0
    : rule.department === department || location.startsWith(`${rule.city}, `);
}

/** Tells whether a user of the network belongs to a permanent segment; guests belong to none. */
export function isInSegment(facts: Facts, user: number, segment: number): boolean {
  if (facts.people.isGuest(user)) return false;
  if (segment <= BRANCH_OFFICES) return facts.communities.founders.segmentOf(user) === segment;
  const department = departmentOf(facts, user);
  return isOfSegment(facts, segment, userLot(facts, user), { location: locationOf(facts, user), department });
}

/** The row of a user after the latest change; `network` is that of the export. */
export function userRowOf(facts: Facts, user: number, now: number, network: Facts): Row {
  return userRow(facts, user, facts.people.population.latest(user, now), now, network);
}

function userLot(facts: Facts, user: number): number {
  return mix(facts.keys.users, user);
}

export function* users(facts: Facts, window: Window): Generator<Row> {
  for (const { member, change } of facts.people.population.changedIn(window)) {
    yield userRow(facts, member, change, window.now, facts);
  }
  for (const { host, user, change } of travellersIn(facts, window)) {
    yield userRow(host, user, change, window.now, facts);
  }
}
