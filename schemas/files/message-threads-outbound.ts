import { afterwards, type RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const messageThreadsOutbound = {
  key: 'MessageThreads.Outbound',
  purpose: 'Threads of this network in which people of other networks wrote.',
  names: {
    current: 'MessageThreads.Outbound.csv',
    legacy: 'MessageThreadOutbound.csv',
    '2018': 'MessageThreadsOutbound.csv',
  },
  models: { network: 'OutboundMessageThread' },
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
    is_announcement: {
      kind: 'boolean',
      meaning: 'Whether it began as an announcement.',
      profiles: afterwards,
    },
    is_reply_disabled: { kind: 'boolean', meaning: 'Whether it is closed to replies.', profiles: afterwards },
  },
  evidence: 'documented',
  evidenceIn: { '2018': ['assumed', 'the guide of that time names the file and the participants'] },
} as const satisfies FileTable;

export type OutboundMessageThread = RowOf<typeof messageThreadsOutbound.columns>;
