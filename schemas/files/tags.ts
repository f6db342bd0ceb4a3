import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const tags = {
  key: 'Tags',
  purpose: 'Hashtags.',
  names: { current: 'Tags.csv' },
  models: { network: 'Tags' },
  identity: ['id'],
  window: 'touched',
  columns: {
    id: { kind: 'id', meaning: 'The tag.' },
    name: { kind: 'text', meaning: 'The word, without `#`.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type Tag = RowOf<typeof tags.columns>;
