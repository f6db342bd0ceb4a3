import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const vivaTopics = {
  key: 'VivaTopics',
  purpose: 'Topics of the new kind.',
  names: { current: 'VivaTopics.csv', legacy: 'VivaTopics.csv', user: 'VivaTopics.csv' },
  models: { network: 'VivaTopic', user: 'VivaTopic' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The topic.' },
    name: { kind: 'text', meaning: 'What it is called.' },
    created_by: { kind: 'id', meaning: 'Who made it.', refers: 'Users.id' },
    created_at: { kind: 'timestamp', meaning: 'When it was made.' },
    api_url: { kind: 'url', meaning: 'Where the description of the topic can be read.' },
    description: { kind: 'text', meaning: 'What it is about.', optional: true },
    legacy_id: { kind: 'id', meaning: 'The old topic it came from.', optional: true, refers: 'Topics.id' },
    merged_ids: {
      kind: 'ids',
      meaning: 'The topics merged into it.',
      optional: true,
      refers: 'VivaTopics.id',
    },
    short_description: { kind: 'text', meaning: 'The same in a line.', optional: true },
    topic_curation_state: {
      kind: 'enum',
      meaning: 'Whether an editor approved of it.',
      values: ['APPROVED', 'PENDING', 'REJECTED'],
    },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type VivaTopic = RowOf<typeof vivaTopics.columns>;
