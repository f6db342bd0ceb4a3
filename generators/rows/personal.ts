import { type RowByKey, tables } from '../../schemas/index.ts';
import { imageUrl } from '../addresses.ts';
import { DAY } from '../calendar.ts';
import type { Facts } from '../facts.ts';
import { below, mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { phrase, sentenceText, word } from '../text/index.ts';
import { coverImageOf, profileOf } from './users.ts';

/*
 * What only a user's own export holds, one row or a handful for everybody: drawn by lot from the user, dated a few days after
 * the user joined, left out while that day has not come.
 */

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'UTC', 'Australia/Sydney', 'Asia/Kolkata'];
const LOCALES = ['en-US', 'de-DE', 'ja-JP', 'ar-SA', 'fr-FR', 'pt-BR'];
const BADGES = ['Conversation starter', 'Storyteller', 'Answers champion', 'First post', 'Community "hero"'];
const BANNERS = ['welcome', 'complete_your_profile', 'storyline_launch', 'try_the_app'];
const SETTINGS = ['default_feed', 'email_frequency', 'show_reactions', 'translation_language', 'theme'];
const DEVICES = ['Phone', 'Tablet', "Somebody's laptop", '📱'];
const BANNER_INTERACTIONS = tables.Banners.columns.interaction.assumed;
const PLATFORMS = tables.UserNotificationDevices.columns.platform.assumed;
const NOTIFICATIONS = tables.UserNotificationSettings.columns.notification_type.assumed;
const CHANNELS = tables.UserNotificationSettings.columns.channel.assumed;

interface Item {
  readonly number: number;
  readonly lot: number;
  /** Unix milliseconds. */
  readonly at: number;
}

/** A few things of a user, up to `most` and at least one, dated up to a month apart from the first minute on. */
function* itemsOf(facts: Facts, user: number, now: number, kind: number, most: number): Generator<Item> {
  const own = mix(mix(facts.key, kind), user);
  const joinedAt = facts.people.person(user).joinedAt;
  for (let number = 0; number <= own % most; number++) {
    const lot = mix(own, number);
    const at = joinedAt + 1 + number + (number === 0 ? 0 : below(lot, 30 * DAY));
    if (at <= now) yield { number, lot, at };
  }
}

export function* profiles(facts: Facts, user: number, now: number): Generator<RowByKey['UserProfile']> {
  const { people, pools } = facts;
  const { id, name, email, joinedAt } = people.person(user);
  const change = people.population.latest(user, now);
  const lot = mix(facts.key ^ 0x9f0f, user);
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

export function* coverImages(
  facts: Facts,
  user: number,
  now: number,
): Generator<RowByKey['UserCoverImageURL']> {
  const picture = coverImageOf(facts, user);
  if (picture === '') return;
  const { id, joinedAt } = facts.people.person(user);
  if (joinedAt <= now)
    yield { user_id: id, user_cover_image_url: picture, updated_at: instantText(joinedAt) };
}

export function* banners(facts: Facts, user: number, now: number): Generator<RowByKey['Banners']> {
  for (const { number, lot, at } of itemsOf(facts, user, now, 0xba, 3)) {
    const when = instantText(at);
    yield {
      id: facts.ids.text('banner', user * 4 + number, at),
      user_id: facts.people.id(user),
      network_id: facts.identity.id,
      banner_name: BANNERS[number] as string,
      interaction: BANNER_INTERACTIONS[
        lot % BANNER_INTERACTIONS.length
      ] as (typeof BANNER_INTERACTIONS)[number],
      created_at: when,
      updated_at: when,
    };
  }
}

export function* badges(facts: Facts, user: number, now: number): Generator<RowByKey['USER_BADGE']> {
  for (const { number, lot, at } of itemsOf(facts, user, now, 0xbad, 3)) {
    yield {
      id: facts.ids.text('badge', user * 4 + number, at),
      user_id: facts.people.id(user),
      network_id: facts.identity.id,
      badge_name: BADGES[(lot + number) % BADGES.length] as string,
      description: lot % 3 === 0 ? '' : sentenceText(facts.pools, lot),
      awarded_by_id: lot % 2 === 0 ? facts.people.id(facts.people.lasting(lot)) : '',
      awarded_at: instantText(at),
    };
  }
}

export function* settings(facts: Facts, user: number, now: number): Generator<RowByKey['USER_SETTING']> {
  for (const { number, lot, at } of itemsOf(facts, user, now, 0x5e7, SETTINGS.length)) {
    yield {
      user_id: facts.people.id(user),
      setting_name: SETTINGS[number] as string,
      setting_value: lot % 6 === 0 ? '' : word(facts.pools, lot),
      updated_at: instantText(at),
    };
  }
}

export function* devices(
  facts: Facts,
  user: number,
  now: number,
): Generator<RowByKey['UserNotificationDevices']> {
  for (const { number, lot, at } of itemsOf(facts, user, now, 0xde7, 3)) {
    yield {
      id: facts.ids.text('device', user * 4 + number, at),
      user_id: facts.people.id(user),
      platform: PLATFORMS[lot % PLATFORMS.length] as (typeof PLATFORMS)[number],
      device_name: DEVICES[lot % DEVICES.length] as string,
      app_version: `7.${lot % 40}.${lot % 7}`,
      registered_at: instantText(at),
      last_used_at: lot % 3 === 0 || at + DAY > now ? '' : instantText(at + DAY),
    };
  }
}

export function* notificationSettings(
  facts: Facts,
  user: number,
  now: number,
): Generator<RowByKey['UserNotificationSettings']> {
  const { id, joinedAt } = facts.people.person(user);
  if (joinedAt > now) return;
  for (const [i, notification_type] of NOTIFICATIONS.entries()) {
    for (const [j, channel] of CHANNELS.entries()) {
      const enabled = mix(mix(facts.key, user), i * 8 + j) % 3 !== 0;
      yield { user_id: id, notification_type, channel, enabled, updated_at: instantText(joinedAt) };
    }
  }
}
