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
  const lot = mix(facts.keys.profiles, user);
  const phone = (digits: number) => `+1 425 555 0${100 + (mix(lot, digits) % 100)}`;
  yield {
    user_id: id,
    name,
    email,
    ...profileOf(facts, user, change),
    summary: lot % 3 === 0 ? '' : sentenceText(pools, lot),
    interests: lot % 4 === 0 ? '' : `${word(pools, lot)}, ${word(pools, lot + 1)}`,
    expertise: lot % 5 === 0 ? '' : phrase(pools, lot),
    work_phone: lot % 2 === 0 ? phone(1) : '',
    mobile_phone: lot % 3 === 0 ? phone(2) : '',
    time_zone: ZONES[lot % ZONES.length] as string,
    locale: LOCALES[lot % LOCALES.length] as string,
    mugshot_url: lot % 4 === 0 ? '' : imageUrl('mugshot', lot),
    joined_at: instantText(joinedAt),
    updated_at: instantText(change.at),
  };
}
