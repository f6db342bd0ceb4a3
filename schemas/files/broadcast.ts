import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';
import { messageColumns } from './message-columns.ts';

export const broadcast = {
  key: 'Broadcast',
  purpose: 'Announcements that the person wrote.',
  names: { user: 'Broadcast.csv' },
  models: { user: 'Broadcast' },
  identity: ['id'],
  window: 'latest',
  columns: messageColumns,
  evidence: 'assumed',
} as const satisfies FileTable;

export type BroadcastMessage = RowOf<typeof broadcast.columns>;
