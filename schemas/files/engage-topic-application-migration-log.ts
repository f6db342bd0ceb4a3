import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const engageTopicApplicationMigrationLog = {
  key: 'EngageTopicApplicationMigrationLog',
  purpose: 'The tagging of each thread as it moved from old topics to Viva Topics.',
  names: { current: 'EngageTopicApplicationMigrationLog.csv' },
  models: { network: 'EngageTopicApplicationMigrationLog' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The log entry.' },
    cortex_topic_id: { kind: 'id', meaning: 'The topic moved to.', refers: 'VivaTopics.id' },
    target_id: { kind: 'id', meaning: 'The thread that carries it.', refers: 'Messages.id' },
    target_type: { kind: 'enum', meaning: 'What it was applied to.', assumed: ['MESSAGE_THREAD'] },
    migrated_at: { kind: 'timestamp', meaning: 'When it moved.' },
    migration_action: { kind: 'enum', meaning: 'What was done.', assumed: ['migrated'] },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type EngageTopicApplicationMigration = RowOf<typeof engageTopicApplicationMigrationLog.columns>;
