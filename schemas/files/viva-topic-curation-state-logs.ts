import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const vivaTopicCurationStateLogs = {
  key: 'VivaTopicCurationStateLogs',
  purpose: 'The approvals and rejections of Viva Topics.',
  names: {
    current: 'VivaTopicCurationStateLogs.csv',
    legacy: 'VivaTopicCurationStateLogs.csv',
    user: 'VivaTopicCurationStateLogs.csv',
  },
  models: { network: 'VivaTopicCurationStateLog', user: 'VivaTopicCurationStateLog' },
  identity: ['cortex_topic_id', 'created_at', 'topic_curation_state_update'],
  window: 'events',
  columns: {
    cortex_topic_id: { kind: 'id', meaning: 'The topic.', refers: 'VivaTopics.id' },
    topic_curation_state_update: {
      kind: 'enum',
      meaning: 'The event.',
      values: ['CREATE_APPROVED', 'CREATE_PENDING', 'CREATE_REJECTED'],
    },
    acting_user_id: { kind: 'id', meaning: 'The user who did it.', refers: 'Users.id' },
    committed_to_km_at: {
      kind: 'timestamp',
      meaning: 'Time of the event in the knowledge service.',
      optional: true,
    },
    created_at: { kind: 'timestamp', meaning: 'Time at which it was logged.' },
    updated_at: { kind: 'timestamp', meaning: 'Time of the last change.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type VivaTopicCurationStateLog = RowOf<typeof vivaTopicCurationStateLogs.columns>;
