import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const vivaTopicCurationStateLogs = {
  key: 'VivaTopicCurationStateLogs',
  purpose: 'How Viva Topics came to be approved or turned down.',
  names: {
    current: 'VivaTopicCurationStateLogs.csv',
    legacy: 'VivaTopicCurationStateLogs.csv',
    user: 'VivaTopicCurationStateLogs.csv',
  },
  models: { network: 'VivaTopicCurationStateLog', user: 'VivaTopicCurationStateLog' },
  identity: ['cortex_topic_id', 'created_at', 'topic_curation_state_update'],
  columns: {
    cortex_topic_id: { kind: 'id', meaning: 'The topic.', refers: 'VivaTopics.id' },
    topic_curation_state_update: {
      kind: 'enum',
      meaning: 'What happened to it.',
      values: ['CREATE_APPROVED', 'CREATE_PENDING', 'CREATE_REJECTED'],
    },
    acting_user_id: { kind: 'id', meaning: 'Who did it.', refers: 'Users.id' },
    committed_to_km_at: { kind: 'timestamp', meaning: 'When the knowledge service had it.', optional: true },
    created_at: { kind: 'timestamp', meaning: 'When it was logged.' },
    updated_at: { kind: 'timestamp', meaning: 'When it last changed.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type VivaTopicCurationStateLog = RowOf<typeof vivaTopicCurationStateLogs.columns>;
