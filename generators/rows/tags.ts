import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { SMALL_LIMITS } from '../ids.ts';
import { campaignText, tagLabel } from '../text/index.ts';
import { tagId } from './message.ts';

export function* tags(facts: Facts, window: Window): Generator<RowByKey['Tags']> {
  const { tags, campaigns } = facts.populations;
  for (const { member } of tags.changedIn(window)) yield { id: tagId(facts, member), name: tagLabel(member) };
  for (const campaign of campaigns.population.createdIn(window.from, window.to)) {
    const { hashtag } = campaignText(facts.keys.campaigns, campaign);
    yield { id: hashtagId(facts, campaign), name: hashtag };
  }
}

/**
 * The id of the hashtag of a campaign: of the kind of campaigns, a millisecond later, because campaigns and
 * other tags can come at the same time.
 */
function hashtagId({ ids, populations }: Facts, campaign: number): string {
  const came = populations.campaigns.population.cameAt(campaign);
  return ids.text('campaign', campaign + Math.floor(SMALL_LIMITS.others / 2), came + 1);
}
