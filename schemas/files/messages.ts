import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';
import { messageColumns } from './message-columns.ts';

export const messages = {
  key: 'Messages',
  purpose: 'Posts and replies, each in its latest version.',
  names: { current: 'Messages.csv', legacy: 'Messages.csv', user: 'Messages.csv', '2018': 'Messages.csv' },
  models: { network: 'Message', user: 'Message' },
  identity: ['id'],
  window: 'latest',
  columns: messageColumns,
  evidence: 'documented',
  evidenceIn: { '2018': ['observed', 'a public importer reads these columns, by position'] },
} as const satisfies FileTable;

export type Message = RowOf<typeof messages.columns>;
