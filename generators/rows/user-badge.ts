import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { itemsOf } from './personal-items.ts';

const BADGES = [
  ['Conversation starter', 'Started ten conversations that others replied to.'],
  ['Storyteller', 'Posted five stories on the own storyline.'],
  ['Answers champion', 'Gave five answers that were marked as the best.'],
  ['First post', 'Wrote a first message.'],
  ['Community "hero"', 'Helped a community to grow.'],
] as const;

export function* badges(facts: Facts, user: number, now: number): Generator<RowByKey['USER_BADGE']> {
  for (const { number, hash, at } of itemsOf(facts, user, now, facts.keys.badges, 3)) {
    const [name, description] = BADGES[(hash + number) % BADGES.length] as (typeof BADGES)[number];
    yield {
      id: facts.ids.text('badge', user * 4 + number, at),
      user_id: facts.people.id(user),
      network_id: facts.identity.id,
      badge_name: name,
      description: hash % 3 === 0 ? '' : description,
      awarded_by_id: hash % 2 === 0 ? facts.people.id(facts.people.lasting(hash)) : '',
      awarded_at: instantText(at),
    };
  }
}
