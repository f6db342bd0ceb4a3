import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const watchAlertDetectedThreads = {
  key: 'WatchAlertDetectedThreads',
  purpose: 'Threads that a watch alert caught.',
  names: { current: 'WatchAlertDetectedThreads.csv' },
  models: { network: 'WatchAlertDetectedThread' },
  identity: ['thread_id'],
  columns: {
    thread_id: { kind: 'id', meaning: 'The thread.', refers: 'Messages.id' },
    network_id: { kind: 'id', meaning: 'The network it is in.', refers: 'Networks.id' },
    theme_detections: { kind: 'json', meaning: 'Array of the themes found.' },
    keyword_detections: { kind: 'json', meaning: 'Array of the words found.' },
    state: { kind: 'enum', meaning: 'What became of it.', values: ['IN_REVIEW', 'APPROVED', 'REJECTED'] },
    sentiment_counts: { kind: 'json', meaning: 'Object with the number of messages of each mood.' },
    unique_user_count: { kind: 'integer', meaning: 'How many people wrote in it.' },
    created_at: { kind: 'timestamp', meaning: 'When it was caught.' },
    updated_at: { kind: 'timestamp', meaning: 'When it last changed.' },
    updated_by_id: { kind: 'id', meaning: 'Who looked at it last.', optional: true, refers: 'Users.id' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type WatchAlertDetectedThread = RowOf<typeof watchAlertDetectedThreads.columns>;
