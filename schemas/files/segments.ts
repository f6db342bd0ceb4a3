import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const segments = {
  key: 'Segments',
  purpose: 'Segments that separate groups of people from each other.',
  names: { current: 'Segments.csv' },
  models: { network: 'Segment' },
  identity: ['segment_id'],
  window: 'touched',
  columns: {
    segment_id: { kind: 'id', meaning: 'The segment.' },
    segment_name: { kind: 'text', meaning: 'Name.' },
    created_at: { kind: 'timestamp', meaning: 'Creation time.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type Segment = RowOf<typeof segments.columns>;
