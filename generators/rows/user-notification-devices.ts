import { DAY_MS, HOUR_MS } from '../../schemas/durations.ts';
import { type RowByKey, tables } from '../../schemas/index.ts';

import type { Facts } from '../facts.ts';
import { below, mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { itemTime } from './personal-items.ts';

type Row = RowByKey['UserNotificationDevices'];

const PLATFORMS = tables.UserNotificationDevices.columns.platform.assumed;

/** The names of the devices that a platform runs on. */
const DEVICES: Readonly<Record<(typeof PLATFORMS)[number], readonly string[]>> = {
  ios: ['Phone', 'Tablet', '📱'],
  android: ['Phone', 'Tablet', '📱'],
  windows: ["Somebody's laptop", 'Desk'],
  macos: ["Somebody's laptop", 'Desk'],
};
/** A user replaces the device after three to five years, by a hash; the last ones stay in the list. */
const SHORTEST_USE = 3 * 365;
const USE_MORE = 2 * 365;
const KEPT_AT_MOST = 3;
/** One in this many replaced devices was never used. */
const NEVER_USED = 3;
/** A device is used until some days before the next one is added, and daily in these hours. */
const DAYS_BEFORE_NEXT = 7;
const FIRST_HOUR = 7;
const HOURS_A_DAY = 12;

/** The versions of the app: another major one after this many days, and a minor one every three weeks. */
const FIRST_VERSION = Date.UTC(2008, 8, 8);
const DAYS_A_MAJOR = 1003;
const DAYS_A_MINOR = 21;
const DAYS_A_PATCH = 7;

/** The devices of a user, one after another. */
export function* devices(facts: Facts, user: number, now: number): Generator<Row> {
  const { people } = facts;
  const own = mix(facts.keys.devices, user);
  const joinedAt = people.joinedAt(user);
  const end = Math.min(now, people.endsAt(user) - 1);
  const use = (SHORTEST_USE + below(own, USE_MORE)) * DAY_MS;
  const addedAt = (number: number) =>
    number * use + itemTime(joinedAt, Math.min(number, 1), mix(own, number));
  let newest = Math.max(0, Math.floor((end - joinedAt) / use));
  if (newest > 0 && addedAt(newest) > end) newest--;
  if (addedAt(newest) > end) return;
  for (let number = Math.max(0, newest - (own % KEPT_AT_MOST)); number <= newest; number++) {
    const hash = mix(own, number);
    const at = addedAt(number);
    const replaced = addedAt(number + 1) - below(hash, DAYS_BEFORE_NEXT * DAY_MS);
    const usedAt = number === newest ? lastUse(facts, user, end) : replaced;
    const used = usedAt >= at && (number === newest || hash % NEVER_USED !== 0);
    yield device(facts, user, { number, hash, at, usedAt: used ? usedAt : undefined });
  }
}

function device(
  facts: Facts,
  user: number,
  { number, hash, at, usedAt }: { number: number; hash: number; at: number; usedAt: number | undefined },
): Row {
  const platform = PLATFORMS[hash % PLATFORMS.length] as (typeof PLATFORMS)[number];
  const names = DEVICES[platform];
  return {
    id: facts.ids.text('device', user * 16 + (number % 16), at),
    user_id: facts.people.id(user),
    platform,
    device_name: names[(hash >>> 4) % names.length] as string,
    app_version: versionAt(usedAt ?? at),
    registered_at: instantText(at),
    last_used_at: usedAt === undefined ? '' : instantText(usedAt),
  };
}

/** The last use of the app by an instant: once a day, and with every message. */
function lastUse({ people, keys, messages }: Facts, user: number, instant: number): number {
  const key = mix(keys.devices, ~user);
  const usedOn = (day: number) =>
    day * DAY_MS + FIRST_HOUR * HOUR_MS + below(mix(key, day), HOURS_A_DAY * HOUR_MS);
  const today = Math.floor(instant / DAY_MS);
  let last = usedOn(today) > instant ? usedOn(today - 1) : usedOn(today);
  for (const turn of people.turnsOf(user)) {
    for (const { ordinal, at } of messages.stream.of(turn, instant, last))
      if (messages.at(ordinal)?.sender === user) last = Math.max(last, at);
  }
  return last;
}

/** The version of the app at an instant. */
function versionAt(instant: number): string {
  const days = Math.max(0, Math.floor((instant - FIRST_VERSION) / DAY_MS));
  const major = Math.floor(days / DAYS_A_MAJOR);
  const since = days - major * DAYS_A_MAJOR;
  const minor = Math.floor(since / DAYS_A_MINOR);
  return `${major + 1}.${minor}.${Math.floor((since - minor * DAYS_A_MINOR) / DAYS_A_PATCH)}`;
}
