import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const messageThreadExtension = {
  key: 'MessageThreadExtension',
  purpose: 'What was done to a thread beyond writing in it, such as picking the best reply.',
  names: { current: 'MessageThreadExtension.csv', user: 'MessageThreadExtension.csv' },
  models: { network: 'MessageThreadExtension', user: 'MessageThreadExtension' },
  identity: ['thread_id', 'message_id', 'operation', 'operation_performed_at'],
  columns: {
    network_id: { kind: 'id', meaning: 'The network it is in.', refers: 'Networks.id' },
    thread_id: { kind: 'id', meaning: 'The thread.', refers: 'Messages.id' },
    message_id: { kind: 'id', meaning: 'The reply it was about.', refers: 'Messages.id' },
    operation: {
      kind: 'enum',
      meaning: 'What was done.',
      assumed: ['mark_best_reply', 'unmark_best_reply', 'verify_reply', 'unverify_reply'],
    },
    operation_performed_by: { kind: 'id', meaning: 'Who did it.', refers: 'Users.id' },
    operation_performed_at: { kind: 'timestamp', meaning: 'When that happened.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type MessageThreadExtension = RowOf<typeof messageThreadExtension.columns>;
