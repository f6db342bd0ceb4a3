import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const vivaTopicApplications = {
  key: 'VivaTopicApplications',
  purpose: 'Viva Topics that were applied to threads or removed from them.',
  names: {
    current: 'VivaTopicApplications.csv',
    legacy: 'VivaTopicApplications.csv',
    user: 'VivaTopicApplications.csv',
  },
  models: { network: 'VivaTopicApplication', user: 'VivaTopicApplication' },
  identity: ['cortex_topic_id', 'target_id'],
  window: 'touched',
  columns: {
    cortex_topic_id: { kind: 'id', meaning: 'The topic.', refers: 'VivaTopics.id' },
    applicant_id: { kind: 'id', meaning: 'The user who applied it.', refers: 'Users.id' },
    target_id: { kind: 'id', meaning: 'The thread that it was applied to.', refers: 'Messages.id' },
    group_id: { kind: 'id', meaning: 'The community of the thread.', optional: true, refers: 'Groups.id' },
    target_type: { kind: 'enum', meaning: 'The kind of its target.', values: ['MESSAGE_THREAD'] },
    deleted: { kind: 'boolean', meaning: 'Whether it was removed.' },
    is_topic_curated: { kind: 'boolean', meaning: 'Whether an editor curates the topic.' },
    created_at: { kind: 'timestamp', meaning: 'Time at which it was applied.' },
    updated_at: { kind: 'timestamp', meaning: 'Time of the last change.' },
    topic_name: { kind: 'text', meaning: 'Name of the topic.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type VivaTopicApplication = RowOf<typeof vivaTopicApplications.columns>;
