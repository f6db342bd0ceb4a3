import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';
import { messageColumns } from './message-columns.ts';

export const messageVersions = {
  key: 'MessageVersions',
  purpose: 'Every version of every message that was written in the window.',
  names: { current: 'MessageVersions.csv', legacy: 'MessageVersions.csv', '2018': 'MessageVersions.csv' },
  models: { network: 'MessageVersion' },
  identity: ['id', 'created_at', 'deleted_at'],
  window: 'events',
  columns: messageColumns,
  evidence: 'documented',
  evidenceIn: { '2018': ['assumed', 'the columns of Messages.csv'] },
} as const satisfies FileTable;

export type MessageVersion = RowOf<typeof messageVersions.columns>;
