import { afterwards, type RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const topics = {
  key: 'Topics',
  purpose: 'Topics of the old kind.',
  names: { current: 'Topics.csv', legacy: 'Topics.csv', user: 'Topics.csv', '2018': 'Topics.csv' },
  models: { network: 'Topic', user: 'Topic' },
  identity: ['id'],
  window: 'touched',
  columns: {
    id: { kind: 'id', meaning: 'The topic.' },
    name: { kind: 'text', meaning: 'Name.' },
    created_by: { kind: 'id', meaning: 'The creator.', refers: 'Users.id' },
    created_at: { kind: 'timestamp', meaning: 'Creation time.' },
    api_url: { kind: 'url', meaning: 'Address of the topic in the REST API.' },
    description: { kind: 'text', meaning: 'Description.', optional: true, profiles: afterwards },
  },
  evidence: 'documented',
  evidenceIn: { '2018': ['observed', 'a public importer reads these columns, by position'] },
} as const satisfies FileTable;

export type Topic = RowOf<typeof topics.columns>;
