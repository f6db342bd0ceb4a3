import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';
import { messageColumns } from './message-columns.ts';

export const messages = {
  key: 'Messages',
  purpose: 'Posts and replies, each in its latest version.',
  names: { current: 'Messages.csv', legacy: 'Messages.csv', user: 'Messages.csv' },
  models: { network: 'Message', user: 'Message' },
  identity: ['id'],
  columns: messageColumns,
  evidence: 'documented',
} as const satisfies FileTable;

export type Message = RowOf<typeof messages.columns>;
