import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { sentenceText } from '../text/index.ts';
import { itemsOf } from './personal-items.ts';

const BADGES = ['Conversation starter', 'Storyteller', 'Answers champion', 'First post', 'Community "hero"'];

export function* badges(facts: Facts, user: number, now: number): Generator<RowByKey['USER_BADGE']> {
  for (const { number, hash, at } of itemsOf(facts, user, now, facts.keys.badges, 3)) {
    yield {
      id: facts.ids.text('badge', user * 4 + number, at),
      user_id: facts.people.id(user),
      network_id: facts.identity.id,
      badge_name: BADGES[(hash + number) % BADGES.length] as string,
      description: hash % 3 === 0 ? '' : sentenceText(facts.pools, hash),
      awarded_by_id: hash % 2 === 0 ? facts.people.id(facts.people.lasting(hash)) : '',
      awarded_at: instantText(at),
    };
  }
}
