import type { RowByKey } from '../../schemas/index.ts';
import { imageUrl } from '../addresses.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { aboutPerson, interestsOf } from '../text/index.ts';
import { profileOf } from './users.ts';

/*
 * The files of the user's own export only, with one row or a few for every user. A hash of the user selects
 * the values. The rows are dated a few days after the user joined, and left out before that day.
 */

export function* profiles(facts: Facts, user: number, now: number): Generator<RowByKey['UserProfile']> {
  const { people } = facts;
  const { id, name, email, joinedAt } = people.person(user);
  const change = people.population.latest(user, now);
  const hash = mix(facts.keys.profiles, user);
  const site = people.siteOf(user);
  const profile = profileOf(facts, user, change);
  const phone = (digits: number) => `${site.phone}${100 + (mix(hash, digits) % 100)}`;
  yield {
    user_id: id,
    name,
    email,
    ...profile,
    summary: hash % 3 === 0 ? '' : aboutPerson(hash, profile.job_title, site),
    interests: hash % 4 === 0 ? '' : interestsOf(hash),
    expertise: hash % 5 === 0 ? '' : profile.job_title,
    work_phone: hash % 2 === 0 ? phone(1) : '',
    mobile_phone: hash % 3 === 0 ? phone(2) : '',
    time_zone: site.timeZone,
    locale: site.locale,
    mugshot_url: hash % 4 === 0 ? '' : imageUrl('mugshot', hash),
    joined_at: instantText(joinedAt),
    updated_at: instantText(change.at),
  };
}
