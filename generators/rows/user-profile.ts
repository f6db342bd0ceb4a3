import type { RowByKey } from '../../schemas/index.ts';
import { imageUrl } from '../addresses.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { phrase, sentenceText, word } from '../text/index.ts';
import { profileOf } from './users.ts';

/*
 * The files of the user's own export only, with one row or a few for every user. A hash of the user selects
 * the values. The rows are dated a few days after the user joined, and left out before that day.
 */

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'UTC', 'Australia/Sydney', 'Asia/Kolkata'];

const LOCALES = ['en-US', 'de-DE', 'ja-JP', 'ar-SA', 'fr-FR', 'pt-BR'];

export function* profiles(facts: Facts, user: number, now: number): Generator<RowByKey['UserProfile']> {
  const { people, pools } = facts;
  const { id, name, email, joinedAt } = people.person(user);
  const change = people.population.latest(user, now);
  const hash = mix(facts.keys.profiles, user);
  const phone = (digits: number) => `+1 425 555 0${100 + (mix(hash, digits) % 100)}`;
  yield {
    user_id: id,
    name,
    email,
    ...profileOf(facts, user, change),
    summary: hash % 3 === 0 ? '' : sentenceText(pools, hash),
    interests: hash % 4 === 0 ? '' : `${word(pools, hash)}, ${word(pools, hash + 1)}`,
    expertise: hash % 5 === 0 ? '' : phrase(pools, hash),
    work_phone: hash % 2 === 0 ? phone(1) : '',
    mobile_phone: hash % 3 === 0 ? phone(2) : '',
    time_zone: ZONES[hash % ZONES.length] as string,
    locale: LOCALES[hash % LOCALES.length] as string,
    mugshot_url: hash % 4 === 0 ? '' : imageUrl('mugshot', hash),
    joined_at: instantText(joinedAt),
    updated_at: instantText(change.at),
  };
}
