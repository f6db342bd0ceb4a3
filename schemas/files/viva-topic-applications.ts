import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const vivaTopicApplications = {
  key: 'VivaTopicApplications',
  purpose: 'Viva Topics put on threads and taken off.',
  names: {
    current: 'VivaTopicApplications.csv',
    legacy: 'VivaTopicApplications.csv',
    user: 'VivaTopicApplications.csv',
  },
  models: { network: 'VivaTopicApplication', user: 'VivaTopicApplication' },
  identity: ['cortex_topic_id', 'target_id'],
  columns: {
    cortex_topic_id: { kind: 'id', meaning: 'The topic.', refers: 'VivaTopics.id' },
    applicant_id: { kind: 'id', meaning: 'Who put it there.', refers: 'Users.id' },
    target_id: { kind: 'id', meaning: 'The thread it was put on.', refers: 'Messages.id' },
    group_id: { kind: 'id', meaning: 'The community of the thread.', optional: true, refers: 'Groups.id' },
    target_type: { kind: 'enum', meaning: 'What it was put on.', values: ['MESSAGE_THREAD'] },
    deleted: { kind: 'boolean', meaning: 'Taken off again.' },
    is_topic_curated: { kind: 'boolean', meaning: 'An editor looks after the topic.' },
    created_at: { kind: 'timestamp', meaning: 'When it was put there.' },
    updated_at: { kind: 'timestamp', meaning: 'When it last changed.' },
    topic_name: { kind: 'text', meaning: 'What the topic is called.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type VivaTopicApplication = RowOf<typeof vivaTopicApplications.columns>;
