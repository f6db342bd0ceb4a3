import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const topics = {
  key: 'Topics',
  purpose: 'Topics of the old kind.',
  names: { current: 'Topics.csv', legacy: 'Topics.csv', user: 'Topics.csv' },
  models: { network: 'Topic', user: 'Topic' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The topic.' },
    name: { kind: 'text', meaning: 'What it is called.' },
    created_by: { kind: 'id', meaning: 'Who made it.', refers: 'Users.id' },
    created_at: { kind: 'timestamp', meaning: 'When it was made.' },
    api_url: { kind: 'url', meaning: 'Where the REST API has the topic.' },
    description: { kind: 'text', meaning: 'What it is about.', optional: true },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type Topic = RowOf<typeof topics.columns>;
