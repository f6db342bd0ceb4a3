import type { RowByKey } from '../../schemas/index.ts';
import { apiUrl, imageUrl } from '../addresses.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { latestStage, type Stage, stagedIn } from '../staged.ts';
import { campaignText } from '../text/index.ts';
import { campaignId, isInSegment, segmentId } from './users.ts';

type Row = RowByKey['Campaigns'];

/** Enough to find a second user in a small segment. */
const MANAGERS_TRIED = 64;

function lotOf(facts: Facts, campaign: number): number {
  return mix(facts.keys.campaigns, campaign);
}

function cameAt({ populations }: Facts, campaign: number): number {
  return populations.campaigns.population.cameAt(campaign);
}

function creatorOf(facts: Facts, campaign: number): number {
  return facts.people.lastingAt(lotOf(facts, campaign), cameAt(facts, campaign));
}

/** A user besides the creator, from the segment that a campaign is for; the creator if none is found. */
function managerOf(facts: Facts, campaign: number): number {
  const creator = creatorOf(facts, campaign);
  const segment = targetOf(facts, campaign);
  for (let i = 1; i <= MANAGERS_TRIED; i++) {
    const user = facts.people.lastingAt(lotOf(facts, campaign) + i, cameAt(facts, campaign));
    if (user !== creator && (segment === undefined || isInSegment(facts, user, segment))) return user;
  }
  return creator;
}

/** The segment that a campaign is for, one of those of its creator; undefined when it is for everybody. */
function targetOf(facts: Facts, campaign: number): number | undefined {
  const hash = lotOf(facts, campaign);
  if (hash % 3 !== 1) return undefined;
  const creator = creatorOf(facts, campaign);
  const segments = facts.populations.segments.permanentBefore(cameAt(facts, campaign));
  for (let i = 0; i < segments; i++) {
    const segment = (hash + i) % segments;
    if (isInSegment(facts, creator, segment)) return segment;
  }
  return undefined;
}

/** Tells whether a campaign is for a user. */
export function isCampaignFor(facts: Facts, campaign: number, user: number): boolean {
  const segment = targetOf(facts, campaign);
  return segment === undefined || isInSegment(facts, user, segment);
}

function stateOf(campaign: number, stage: number): Row['state'] {
  if (stage === 0) return 'ACTIVE';
  return campaign % 3 === 1 ? 'INACTIVE' : 'ENDED';
}

function campaignRow(facts: Facts, { member, stage }: Stage): Row {
  const hash = lotOf(facts, member);
  const id = campaignId(facts, member);
  const createdAt = cameAt(facts, member);
  const target = targetOf(facts, member);
  const people = facts.people;
  const { name, hashtag, description } = campaignText(facts.keys.campaigns, member);
  return {
    id,
    name,
    api_url: apiUrl('campaigns', id),
    description: hash % 4 === 0 ? '' : description,
    hashtags: hash % 2 === 0 ? `#${hashtag}` : `#${hashtag}, #${hashtag}stories`,
    state: stateOf(member, stage),
    official: hash % 2 === 0,
    created_at: instantText(createdAt),
    creator_id: people.id(creatorOf(facts, member)),
    default_cover_image_url_template: imageUrl('campaigns', 1),
    cover_image_url_template: hash % 3 === 0 ? '' : imageUrl('campaigns', hash),
    permalink: hashtag,
    scope_id: facts.identity.id,
    scope_type: 'NETWORK',
    user_roles: `owner:${people.id(creatorOf(facts, member))}, manager:${people.id(managerOf(facts, member))}`,
    targeted_to: target === undefined ? '' : `segment:${segmentId(facts, target)}`,
  };
}

/** The row of a campaign in its latest stage. */
export function campaignRowOf(facts: Facts, campaign: number, now: number): Row {
  return campaignRow(facts, latestStage(facts.populations.campaigns, campaign, now));
}

export function* campaigns(facts: Facts, window: Window): Generator<Row> {
  for (const stage of stagedIn(facts.populations.campaigns, window)) yield campaignRow(facts, stage);
}

/** The campaigns that a user started or manages. */
export function* campaignsOf(facts: Facts, user: number, now: number): Generator<Row> {
  for (const stage of stagedIn(facts.populations.campaigns, { from: facts.createdAt, to: now + 1, now })) {
    const { member } = stage;
    if (creatorOf(facts, member) === user || managerOf(facts, member) === user)
      yield campaignRow(facts, stage);
  }
}
