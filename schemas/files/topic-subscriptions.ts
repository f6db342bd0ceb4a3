import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const topicSubscriptions = {
  key: 'TopicSubscriptions',
  purpose: 'Who follows topics.',
  names: { current: 'TopicSubscriptions.csv', user: 'TopicSubscriptions.csv' },
  models: { network: 'TopicSubscription', user: 'TopicSubscription' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The subscription.' },
    user_network_id: { kind: 'id', meaning: 'The network of the subscriber.', refers: 'Networks.id' },
    subscriber_id: { kind: 'id', meaning: 'Who follows.', refers: 'Users.id' },
    subscription_type: {
      kind: 'enum',
      meaning: 'What kind of topic is followed.',
      assumed: ['TOPIC'],
    },
    legacy_id: {
      kind: 'id',
      meaning: 'The subscription as it was called before the move to Viva Topics.',
      optional: true,
    },
    created_at: { kind: 'timestamp', meaning: 'When it was made.' },
    updated_at: { kind: 'timestamp', meaning: 'When it last changed.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type TopicSubscription = RowOf<typeof topicSubscriptions.columns>;
