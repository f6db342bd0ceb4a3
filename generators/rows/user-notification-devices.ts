import { DAY_MS } from '../../schemas/durations.ts';
import { type RowByKey, tables } from '../../schemas/index.ts';

import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { itemsOf } from './personal-items.ts';

const DEVICES = ['Phone', 'Tablet', "Somebody's laptop", '📱'];

const PLATFORMS = tables.UserNotificationDevices.columns.platform.assumed;

export function* devices(
  facts: Facts,
  user: number,
  now: number,
): Generator<RowByKey['UserNotificationDevices']> {
  for (const { number, hash, at } of itemsOf(facts, user, now, facts.keys.devices, 3)) {
    yield {
      id: facts.ids.text('device', user * 4 + number, at),
      user_id: facts.people.id(user),
      platform: PLATFORMS[hash % PLATFORMS.length] as (typeof PLATFORMS)[number],
      device_name: DEVICES[hash % DEVICES.length] as string,
      app_version: `7.${hash % 40}.${hash % 7}`,
      registered_at: instantText(at),
      last_used_at: hash % 3 === 0 || at + DAY_MS > now ? '' : instantText(at + DAY_MS),
    };
  }
}
