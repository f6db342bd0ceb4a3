import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const userNotificationSettings = {
  key: 'UserNotificationSettings',
  purpose: 'What the person wants to be notified of, and how.',
  names: { user: 'UserNotificationSettings.csv' },
  models: { user: 'UserNotificationSetting' },
  identity: ['user_id', 'notification_type', 'channel'],
  columns: {
    user_id: { kind: 'id', meaning: 'The person.', refers: 'Users.id' },
    notification_type: {
      kind: 'enum',
      meaning: 'What it is about.',
      assumed: ['reply', 'mention', 'reaction', 'announcement', 'praise'],
    },
    channel: { kind: 'enum', meaning: 'How it arrives.', assumed: ['email', 'push', 'in_app'] },
    enabled: { kind: 'boolean', meaning: 'It is wanted.' },
    updated_at: { kind: 'timestamp', meaning: 'When it was last set.' },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type UserNotificationSetting = RowOf<typeof userNotificationSettings.columns>;
