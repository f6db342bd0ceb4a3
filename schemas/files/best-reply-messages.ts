import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';
import { messageColumns } from './message-columns.ts';

export const bestReplyMessages = {
  key: 'BestReplyMessages',
  purpose: 'Replies that the person marked as the best.',
  names: { user: 'BestReplyMessages.csv' },
  models: { user: 'BestReplyMessage' },
  identity: ['id'],
  window: 'touched',
  columns: {
    ...messageColumns,
    marked_by_id: { kind: 'id', meaning: 'The user who marked it.', refers: 'Users.id' },
    marked_at: { kind: 'timestamp', meaning: 'Time at which it was marked.' },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type BestReplyMessage = RowOf<typeof bestReplyMessages.columns>;
