import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const messageThreads = {
  key: 'MessageThreads',
  purpose: 'Threads shared with other networks, with the network each began in.',
  names: { current: 'MessageThreads.csv', legacy: 'MessageThreads.csv' },
  models: { network: 'MessageThread' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The thread, known by its first message.', refers: 'Messages.id' },
    files: { kind: 'text', meaning: 'Files in it, as `uploadedfile:<id>` joined by `, `.', optional: true },
    external_participants: {
      kind: 'text',
      meaning: 'The people of other networks, as `user:<id>,user:<id>`.',
      refers: 'Users.id',
    },
    updated_at: { kind: 'timestamp', meaning: 'When it last changed.' },
    original_network: { kind: 'text', meaning: 'Permalink of the network it was started in.' },
    is_announcement: { kind: 'boolean', meaning: 'It began as an announcement.' },
    is_reply_disabled: { kind: 'boolean', meaning: 'Nobody can reply any more.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type MessageThread = RowOf<typeof messageThreads.columns>;
