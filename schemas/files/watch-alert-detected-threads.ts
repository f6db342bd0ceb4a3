import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const watchAlertDetectedThreads = {
  key: 'WatchAlertDetectedThreads',
  purpose: 'Threads that a watch alert detected.',
  names: { current: 'WatchAlertDetectedThreads.csv' },
  models: { network: 'WatchAlertDetectedThread' },
  identity: ['thread_id'],
  window: 'touched',
  columns: {
    thread_id: { kind: 'id', meaning: 'The thread.', refers: 'Messages.id' },
    network_id: { kind: 'id', meaning: 'Its network.', refers: 'Networks.id' },
    theme_detections: { kind: 'json', meaning: 'Array of the themes found.' },
    keyword_detections: { kind: 'json', meaning: 'Array of the words found.' },
    state: { kind: 'enum', meaning: 'Result of the review.', values: ['IN_REVIEW', 'APPROVED', 'REJECTED'] },
    sentiment_counts: { kind: 'json', meaning: 'Object with the number of messages of each mood.' },
    unique_user_count: { kind: 'integer', meaning: 'Number of people who wrote in it.' },
    created_at: { kind: 'timestamp', meaning: 'Time of the detection.' },
    updated_at: { kind: 'timestamp', meaning: 'Time of the last change.' },
    updated_by_id: { kind: 'id', meaning: 'The last reviewer.', optional: true, refers: 'Users.id' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type WatchAlertDetectedThread = RowOf<typeof watchAlertDetectedThreads.columns>;
