import { type RowByKey, tables } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { itemsOf } from './personal-items.ts';

const BANNERS = ['welcome', 'complete_your_profile', 'storyline_launch', 'try_the_app'];

const BANNER_INTERACTIONS = tables.Banners.columns.interaction.assumed;

export function* banners(facts: Facts, user: number, now: number): Generator<RowByKey['Banners']> {
  for (const { number, hash, at } of itemsOf(facts, user, now, facts.keys.banners, 3)) {
    const when = instantText(at);
    yield {
      id: facts.ids.text('banner', user * 4 + number, at),
      user_id: facts.people.id(user),
      network_id: facts.identity.id,
      banner_name: BANNERS[number] as string,
      interaction: BANNER_INTERACTIONS[
        hash % BANNER_INTERACTIONS.length
      ] as (typeof BANNER_INTERACTIONS)[number],
      created_at: when,
      updated_at: when,
    };
  }
}
