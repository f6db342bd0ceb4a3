import { type RowByKey, tables } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';

const NOTIFICATIONS = tables.UserNotificationSettings.columns.notification_type.assumed;

const CHANNELS = tables.UserNotificationSettings.columns.channel.assumed;

/** Tells whether a user wants notifications of the type at this place by the channel at that one. */
function isEnabled({ keys }: Facts, user: number, type: number, channel: number): boolean {
  return mix(mix(keys.notificationSettings, user), type * 8 + channel) % 3 !== 0;
}

/** Tells whether a user wants notifications of a type, by any channel. */
export function isWanted(facts: Facts, user: number, type: (typeof NOTIFICATIONS)[number]): boolean {
  const place = NOTIFICATIONS.indexOf(type);
  return CHANNELS.some((_, channel) => isEnabled(facts, user, place, channel));
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
      const enabled = isEnabled(facts, user, i, j);
      yield { user_id: id, notification_type, channel, enabled, updated_at: instantText(joinedAt) };
    }
  }
}
