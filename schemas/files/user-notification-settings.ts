import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const userNotificationSettings = {
  key: 'UserNotificationSettings',
  purpose: 'The notifications that the person wants, and their channels.',
  names: { user: 'UserNotificationSettings.csv' },
  models: { user: 'UserNotificationSetting' },
  identity: ['user_id', 'notification_type', 'channel'],
  window: 'touched',
  columns: {
    user_id: { kind: 'id', meaning: 'The person.', refers: 'Users.id' },
    notification_type: {
      kind: 'enum',
      meaning: 'The subject of the notification.',
      assumed: ['reply', 'mention', 'reaction', 'announcement', 'praise'],
    },
    channel: { kind: 'enum', meaning: 'The channel.', assumed: ['email', 'push', 'in_app'] },
    enabled: { kind: 'boolean', meaning: 'Whether it is wanted.' },
    updated_at: { kind: 'timestamp', meaning: 'Time at which it was last set.' },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type UserNotificationSetting = RowOf<typeof userNotificationSettings.columns>;
