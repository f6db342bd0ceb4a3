import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const vivaTopics = {
  key: 'VivaTopics',
  purpose: 'Topics of the new kind.',
  names: { current: 'VivaTopics.csv', legacy: 'VivaTopics.csv', user: 'VivaTopics.csv' },
  models: { network: 'VivaTopic', user: 'VivaTopic' },
  identity: ['id'],
  window: 'touched',
  columns: {
    id: { kind: 'id', meaning: 'The topic.' },
    name: { kind: 'text', meaning: 'Name.' },
    created_by: { kind: 'id', meaning: 'The creator.', refers: 'Users.id' },
    created_at: { kind: 'timestamp', meaning: 'Creation time.' },
    api_url: { kind: 'url', meaning: 'Address of the description of the topic.' },
    description: { kind: 'text', meaning: 'Description.', optional: true },
    legacy_id: {
      kind: 'id',
      meaning: 'The old topic that it was migrated from.',
      optional: true,
      refers: 'Topics.id',
    },
    merged_ids: {
      kind: 'ids',
      meaning: 'The topics that were merged into it.',
      optional: true,
      refers: 'VivaTopics.id',
    },
    short_description: { kind: 'text', meaning: 'A one-line description.', optional: true },
    topic_curation_state: {
      kind: 'enum',
      meaning: 'Whether an editor approved it.',
      values: ['APPROVED', 'PENDING', 'REJECTED'],
    },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type VivaTopic = RowOf<typeof vivaTopics.columns>;
