import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const summarization = {
  key: 'Summarization',
  purpose: 'Summaries that a machine wrote.',
  names: { current: 'Summarization.csv' },
  models: { network: 'Summarization' },
  identity: ['id'],
  window: 'events',
  columns: {
    network_id: { kind: 'id', meaning: 'Its network.', refers: 'Networks.id' },
    id: { kind: 'id', meaning: 'The summary.' },
    summarization_type: { kind: 'enum', meaning: 'The kind of summary.', values: ['thread_starter_summary'] },
    summarization_data: {
      kind: 'json',
      meaning: 'Object with thread ids, message ids, summaries and themes.',
    },
    created_at: { kind: 'timestamp', meaning: 'Creation time.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type Summarization = RowOf<typeof summarization.columns>;
