import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const engageTopicApplicationMigrationLog = {
  key: 'EngageTopicApplicationMigrationLog',
  purpose: 'The tags of threads that were migrated from old topics to Viva Topics.',
  names: { current: 'EngageTopicApplicationMigrationLog.csv' },
  models: { network: 'EngageTopicApplicationMigrationLog' },
  identity: ['id'],
  window: 'events',
  columns: {
    id: { kind: 'id', meaning: 'The log entry.' },
    cortex_topic_id: { kind: 'id', meaning: 'The new topic.', refers: 'VivaTopics.id' },
    target_id: { kind: 'id', meaning: 'The thread with the tag.', refers: 'Messages.id' },
    target_type: { kind: 'enum', meaning: 'The kind of its target.', assumed: ['MESSAGE_THREAD'] },
    migrated_at: { kind: 'timestamp', meaning: 'Time of the migration.' },
    migration_action: { kind: 'enum', meaning: 'The action.', assumed: ['migrated'] },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type EngageTopicApplicationMigration = RowOf<typeof engageTopicApplicationMigrationLog.columns>;
