import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const summarization = {
  key: 'Summarization',
  purpose: 'Summaries that the machine wrote.',
  names: { current: 'Summarization.csv' },
  models: { network: 'Summarization' },
  identity: ['id'],
  columns: {
    network_id: { kind: 'id', meaning: 'The network it is in.', refers: 'Networks.id' },
    id: { kind: 'id', meaning: 'The summary.' },
    summarization_type: { kind: 'enum', meaning: 'What was summed up.', values: ['thread_starter_summary'] },
    summarization_data: {
      kind: 'json',
      meaning: 'Object with thread ids, message ids, summaries and themes.',
    },
    created_at: { kind: 'timestamp', meaning: 'When it was made.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type Summarization = RowOf<typeof summarization.columns>;
