import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const userNotificationDevices = {
  key: 'UserNotificationDevices',
  purpose: 'Devices that receive notifications.',
  names: { user: 'UserNotificationDevices.csv' },
  models: { user: 'UserNotificationDevice' },
  identity: ['id'],
  window: 'touched',
  columns: {
    id: { kind: 'id', meaning: 'The device.' },
    user_id: { kind: 'id', meaning: 'The owner.', refers: 'Users.id' },
    platform: {
      kind: 'enum',
      meaning: 'Operating system of the device.',
      assumed: ['ios', 'android', 'windows', 'macos'],
    },
    device_name: { kind: 'text', meaning: 'Name.' },
    app_version: { kind: 'text', meaning: 'Version of the app.' },
    registered_at: { kind: 'timestamp', meaning: 'Time at which it was added.' },
    last_used_at: { kind: 'timestamp', meaning: 'Time of its last use.', optional: true },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type UserNotificationDevice = RowOf<typeof userNotificationDevices.columns>;
