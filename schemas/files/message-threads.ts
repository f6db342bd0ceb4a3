import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const messageThreads = {
  key: 'MessageThreads',
  purpose: 'Threads that are shared with other networks, with the network in which each began.',
  names: { current: 'MessageThreads.csv', legacy: 'MessageThreads.csv' },
  models: { network: 'MessageThread' },
  identity: ['id'],
  window: 'touched',
  columns: {
    id: { kind: 'id', meaning: 'The thread, identified by its first message.', refers: 'Messages.id' },
    files: { kind: 'text', meaning: 'Files in it, as `uploadedfile:<id>` joined by `, `.', optional: true },
    external_participants: {
      kind: 'text',
      meaning: 'The people of other networks, as `user:<id>,user:<id>`.',
      refers: 'Users.id',
    },
    updated_at: { kind: 'timestamp', meaning: 'Time of the last change.' },
    original_network: { kind: 'text', meaning: 'Permalink of the network in which it was started.' },
    is_announcement: { kind: 'boolean', meaning: 'Whether it began as an announcement.' },
    is_reply_disabled: { kind: 'boolean', meaning: 'Whether it is closed to replies.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type MessageThread = RowOf<typeof messageThreads.columns>;
