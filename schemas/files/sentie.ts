import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const sentie = {
  key: 'Sentie',
  purpose: 'Results of the sentiment analysis of threads about leaders.',
  names: { current: 'Sentie.csv', legacy: 'Sentie.csv' },
  models: { network: 'Sentie' },
  identity: ['user_id', 'thread_id'],
  window: 'events',
  columns: {
    user_id: { kind: 'id', meaning: 'The leader of the analysis.', refers: 'Users.id' },
    sentiment_score: { kind: 'url', meaning: 'Address of the score.' },
    sentiment_opinions: { kind: 'json', meaning: 'Array of the opinions found.' },
    text_sentiment: {
      kind: 'enum',
      meaning: 'The overall mood.',
      values: ['positive', 'negative', 'neutral'],
    },
    leaders: { kind: 'json', meaning: 'Array of the ids of the leaders that are mentioned.' },
    creator_id: { kind: 'id', meaning: 'The user who started the thread.', refers: 'Users.id' },
    thread_id: { kind: 'id', meaning: 'The thread.', refers: 'Messages.id' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type Sentiment = RowOf<typeof sentie.columns>;
