import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { word } from '../text/index.ts';
import { itemsOf } from './personal-items.ts';

const SETTINGS = ['default_feed', 'email_frequency', 'show_reactions', 'translation_language', 'theme'];

export function* settings(facts: Facts, user: number, now: number): Generator<RowByKey['USER_SETTING']> {
  for (const { number, hash, at } of itemsOf(facts, user, now, facts.keys.settings, SETTINGS.length)) {
    yield {
      user_id: facts.people.id(user),
      setting_name: SETTINGS[number] as string,
      setting_value: hash % 6 === 0 ? '' : word(facts.pools, hash),
      updated_at: instantText(at),
    };
  }
}
