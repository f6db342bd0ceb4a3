import type { Facts } from '../facts.ts';
import { mix, rest } from '../hash.ts';
import { SMALL_LIMITS } from '../ids.ts';
import type { Message } from '../messages.ts';
import { COMMON_TAGS, campaignText, type Talk, tagLabel, tagOfThing } from '../text/index.ts';
import { isCampaignFor } from './campaigns.ts';

/*
 * The tags in messages, as the service writes them: `[Tag:<id>:<name>]`.
 */

/** One in this many messages carries the tag of its subject, if there is one, or that of a campaign. */
const TAG = 3;
const HASHTAG = 37;

/**
 * The tag that a message carries; empty for none.
 * @param common true for a message with a tag about anything.
 */
export function tagIn(
  facts: Facts,
  message: Message,
  hash: number,
  { talk, common }: { readonly talk: Talk; readonly common: boolean },
): string {
  if (common) return commonTag(facts, message, hash);
  return tagOf(facts, message, hash, talk) || campaignTag(facts, message, hash);
}

function commonTag(facts: Facts, { postedAt }: Message, hash: number): string {
  const tag = rest(mix(hash, 2), COMMON_TAGS);
  return facts.populations.tags.cameAt(tag) < postedAt ? tagText(tagId(facts, tag), tagLabel(tag)) : '';
}

/** The tag with the name of the subject, if it is there when the message is posted; empty for most. */
function tagOf(facts: Facts, { postedAt }: Message, hash: number, talk: Talk): string {
  if (rest(hash, TAG) !== 0) return '';
  const { tags } = facts.populations;
  const { permanent, passing } = tags.options;
  const tag = tagOfThing(talk, permanent, () => {
    const came = tags.count(postedAt);
    return [Math.max(permanent, came - passing), came];
  });
  return tag === undefined ? '' : tagText(tagId(facts, tag), tagLabel(tag));
}

/** The tag of an open campaign that is for the sender; empty for most messages. */
function campaignTag(facts: Facts, { thread, sender, postedAt }: Message, hash: number): string {
  if (rest(hash, HASHTAG) !== 0 || thread.kind === 'private') return '';
  const { population, stages } = facts.populations.campaigns;
  const campaign = population.pick(mix(hash, 4), postedAt);
  const [, closedAt = Number.POSITIVE_INFINITY] = stages(campaign);
  if (closedAt <= postedAt || !isCampaignFor(facts, campaign, sender)) return '';
  return tagText(campaignTagId(facts, campaign), campaignText(facts.keys.campaigns, campaign).hashtag);
}

function tagText(id: string, name: string): string {
  return `[Tag:${id}:${name}]`;
}

export function tagId(facts: Facts, tag: number): string {
  return facts.ids.text('tag', tag, facts.populations.tags.cameAt(tag));
}

/**
 * The id of the tag of a campaign: of the kind of campaigns, a millisecond later, because campaigns and other
 * tags can come at the same time.
 */
export function campaignTagId({ ids, populations }: Facts, campaign: number): string {
  const came = populations.campaigns.population.cameAt(campaign);
  return ids.text('campaign', campaign + Math.floor(SMALL_LIMITS.others / 2), came + 1);
}
