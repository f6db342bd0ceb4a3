import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const engageTopicMigrationLog = {
  key: 'EngageTopicMigrationLog',
  purpose: 'The migrations of old topics to Viva Topics.',
  names: { current: 'EngageTopicMigrationLog.csv' },
  models: { network: 'EngageTopicMigrationLog' },
  identity: ['id'],
  window: 'events',
  columns: {
    id: { kind: 'id', meaning: 'The log entry.' },
    cortex_topic_id: { kind: 'id', meaning: 'The new topic.', refers: 'VivaTopics.id' },
    migrated_at: { kind: 'timestamp', meaning: 'Time of the migration.' },
    migration_action: { kind: 'enum', meaning: 'The action.', values: ['migrated'] },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type EngageTopicMigration = RowOf<typeof engageTopicMigrationLog.columns>;
