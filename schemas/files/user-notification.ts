import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const userNotification = {
  key: 'UserNotification',
  purpose: 'Notifications to the person.',
  names: { user: 'UserNotification.csv' },
  models: { user: 'UserNotification' },
  identity: ['id'],
  window: 'touched',
  columns: {
    id: { kind: 'id', meaning: 'The notification.' },
    user_id: { kind: 'id', meaning: 'The recipient.', refers: 'Users.id' },
    network_id: { kind: 'id', meaning: 'Its network.', refers: 'Networks.id' },
    notification_type: {
      kind: 'enum',
      meaning: 'Subject of the notification.',
      assumed: ['reply', 'mention', 'reaction', 'announcement', 'praise'],
    },
    actor_id: { kind: 'id', meaning: 'The user who caused it.', refers: 'Users.id' },
    message_id: { kind: 'id', meaning: 'Its message.', refers: 'Messages.id' },
    thread_id: { kind: 'id', meaning: 'The thread of the message.', refers: 'Messages.id' },
    created_at: { kind: 'timestamp', meaning: 'Time at which it was sent.' },
    read_at: { kind: 'timestamp', meaning: 'Time at which it was read.', optional: true },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type UserNotification = RowOf<typeof userNotification.columns>;
