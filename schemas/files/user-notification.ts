import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const userNotification = {
  key: 'UserNotification',
  purpose: 'Notifications that the person got.',
  names: { user: 'UserNotification.csv' },
  models: { user: 'UserNotification' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The notification.' },
    user_id: { kind: 'id', meaning: 'Who got it.', refers: 'Users.id' },
    network_id: { kind: 'id', meaning: 'The network it is in.', refers: 'Networks.id' },
    notification_type: {
      kind: 'enum',
      meaning: 'What it was about.',
      assumed: ['reply', 'mention', 'reaction', 'announcement', 'praise'],
    },
    actor_id: { kind: 'id', meaning: 'Whose doing it was.', refers: 'Users.id' },
    message_id: { kind: 'id', meaning: 'The message it was about.', refers: 'Messages.id' },
    thread_id: { kind: 'id', meaning: 'The thread of the message.', refers: 'Messages.id' },
    created_at: { kind: 'timestamp', meaning: 'When it was sent.' },
    read_at: { kind: 'timestamp', meaning: 'When it was read.', optional: true },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type UserNotification = RowOf<typeof userNotification.columns>;
