import { type RowByKey, tables } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { itemTime } from './personal-items.ts';

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

/** The settings of a user, who turns off what is not wanted in the first hours. */
export function* notificationSettings(
  facts: Facts,
  user: number,
  now: number,
): Generator<RowByKey['UserNotificationSettings']> {
  const { people, keys } = facts;
  const { id, joinedAt } = people.person(user);
  if (joinedAt > now) return;
  for (const [i, notification_type] of NOTIFICATIONS.entries()) {
    for (const [j, channel] of CHANNELS.entries()) {
      const hash = mix(mix(keys.notificationSettings, ~user), i * 8 + j);
      const at = itemTime(joinedAt, 0, hash);
      const enabled = isEnabled(facts, user, i, j) || at > now || !people.activeAt(user, at);
      yield {
        user_id: id,
        notification_type,
        channel,
        enabled,
        updated_at: instantText(enabled ? joinedAt : at),
      };
    }
  }
}
