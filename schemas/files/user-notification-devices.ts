import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const userNotificationDevices = {
  key: 'UserNotificationDevices',
  purpose: 'Devices that notifications go to.',
  names: { user: 'UserNotificationDevices.csv' },
  models: { user: 'UserNotificationDevice' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The device.' },
    user_id: { kind: 'id', meaning: 'Whose it is.', refers: 'Users.id' },
    platform: { kind: 'enum', meaning: 'What it runs.', assumed: ['ios', 'android', 'windows', 'macos'] },
    device_name: { kind: 'text', meaning: 'What it is called.' },
    app_version: { kind: 'text', meaning: 'Version of the app on it.' },
    registered_at: { kind: 'timestamp', meaning: 'When it was added.' },
    last_used_at: { kind: 'timestamp', meaning: 'When it was last seen.', optional: true },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type UserNotificationDevice = RowOf<typeof userNotificationDevices.columns>;
