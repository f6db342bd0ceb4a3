import { DAY_MS } from '../../schemas/durations.ts';
import { type RowByKey, tables } from '../../schemas/index.ts';

import { delayWithin } from '../delays.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { itemsOf } from './personal-items.ts';

const PLATFORMS = tables.UserNotificationDevices.columns.platform.assumed;

/** The names of the devices that a platform runs on. */
const DEVICES: Readonly<Record<(typeof PLATFORMS)[number], readonly string[]>> = {
  ios: ['Phone', 'Tablet', '📱'],
  android: ['Phone', 'Tablet', '📱'],
  windows: ["Somebody's laptop", 'Desk'],
  macos: ["Somebody's laptop", 'Desk'],
};
/** A device is used for at most this long. */
const USED_FOR = 300 * DAY_MS;

export function* devices(
  facts: Facts,
  user: number,
  now: number,
): Generator<RowByKey['UserNotificationDevices']> {
  for (const { number, hash, at } of itemsOf(facts, user, now, facts.keys.devices, 3)) {
    const platform = PLATFORMS[hash % PLATFORMS.length] as (typeof PLATFORMS)[number];
    const devices = DEVICES[platform];
    const usedAt = at + delayWithin(USED_FOR, hash);
    const used = hash % 3 !== 0 && usedAt <= now && usedAt < facts.people.times.endsAt(user);
    yield {
      id: facts.ids.text('device', user * 4 + number, at),
      user_id: facts.people.id(user),
      platform,
      device_name: devices[(hash >>> 4) % devices.length] as string,
      app_version: `7.${hash % 40}.${hash % 7}`,
      registered_at: instantText(at),
      last_used_at: used ? instantText(usedAt) : '',
    };
  }
}
