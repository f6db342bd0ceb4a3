import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { itemsOf } from './personal-items.ts';

/** Settings and the values that they can have besides the default. */
const SETTINGS = [
  ['default_feed', ['home', 'discovery', 'communities']],
  ['email_frequency', ['daily', 'weekly', 'never']],
  ['show_reactions', ['true', 'false']],
  ['translation_language', ['en', 'de', 'fr', 'es', 'pt', 'ja']],
  ['theme', ['light', 'dark', 'high_contrast']],
] as const;

export function* settings(facts: Facts, user: number, now: number): Generator<RowByKey['USER_SETTING']> {
  for (const { number, hash, at } of itemsOf(facts, user, now, facts.keys.settings, SETTINGS.length)) {
    const [name, values] = SETTINGS[number] as (typeof SETTINGS)[number];
    yield {
      user_id: facts.people.id(user),
      setting_name: name,
      setting_value: values[hash % values.length] as string,
      updated_at: instantText(at),
    };
  }
}
