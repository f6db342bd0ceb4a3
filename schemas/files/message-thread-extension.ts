import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const messageThreadExtension = {
  key: 'MessageThreadExtension',
  purpose: 'Actions on threads other than posts, such as the selection of the best reply.',
  names: { current: 'MessageThreadExtension.csv', user: 'MessageThreadExtension.csv' },
  models: { network: 'MessageThreadExtension', user: 'MessageThreadExtension' },
  identity: ['thread_id', 'message_id', 'operation', 'operation_performed_at'],
  window: 'events',
  columns: {
    network_id: { kind: 'id', meaning: 'Its network.', refers: 'Networks.id' },
    thread_id: { kind: 'id', meaning: 'The thread.', refers: 'Messages.id' },
    message_id: { kind: 'id', meaning: 'The reply that the action applied to.', refers: 'Messages.id' },
    operation: {
      kind: 'enum',
      meaning: 'The action.',
      assumed: ['mark_best_reply', 'unmark_best_reply', 'verify_reply', 'unverify_reply'],
    },
    operation_performed_by: { kind: 'id', meaning: 'The user who did it.', refers: 'Users.id' },
    operation_performed_at: { kind: 'timestamp', meaning: 'Time of the event.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type MessageThreadExtension = RowOf<typeof messageThreadExtension.columns>;
