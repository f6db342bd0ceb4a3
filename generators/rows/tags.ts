import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { campaignText, tagLabel } from '../text/index.ts';
import { campaignTagId, tagId } from './message-tags.ts';

export function* tags(facts: Facts, window: Window): Generator<RowByKey['Tags']> {
  const { tags, campaigns } = facts.populations;
  for (const { member } of tags.changedIn(window)) yield { id: tagId(facts, member), name: tagLabel(member) };
  for (const campaign of campaigns.population.createdIn(window.from, window.to)) {
    const { hashtag } = campaignText(facts.keys.campaigns, campaign);
    yield { id: campaignTagId(facts, campaign), name: hashtag };
  }
}
