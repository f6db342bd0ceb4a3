import { type RowByKey, tables } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';

const NOTIFICATIONS = tables.UserNotificationSettings.columns.notification_type.assumed;

const CHANNELS = tables.UserNotificationSettings.columns.channel.assumed;

export function* notificationSettings(
  facts: Facts,
  user: number,
  now: number,
): Generator<RowByKey['UserNotificationSettings']> {
  const { id, joinedAt } = facts.people.person(user);
  if (joinedAt > now) return;
  for (const [i, notification_type] of NOTIFICATIONS.entries()) {
    for (const [j, channel] of CHANNELS.entries()) {
      const enabled = mix(mix(facts.keys.notificationSettings, user), i * 8 + j) % 3 !== 0;
      yield { user_id: id, notification_type, channel, enabled, updated_at: instantText(joinedAt) };
    }
  }
}
