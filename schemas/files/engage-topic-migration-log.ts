import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const engageTopicMigrationLog = {
  key: 'EngageTopicMigrationLog',
  purpose: 'Each old topic as it became a Viva Topic.',
  names: { current: 'EngageTopicMigrationLog.csv' },
  models: { network: 'EngageTopicMigrationLog' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The log entry.' },
    cortex_topic_id: { kind: 'id', meaning: 'The topic it became.', refers: 'VivaTopics.id' },
    migrated_at: { kind: 'timestamp', meaning: 'When it moved.' },
    migration_action: { kind: 'enum', meaning: 'What was done.', values: ['migrated'] },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type EngageTopicMigration = RowOf<typeof engageTopicMigrationLog.columns>;
