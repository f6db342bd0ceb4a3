import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const topicSubscriptions = {
  key: 'TopicSubscriptions',
  purpose: 'The followers of topics.',
  names: { current: 'TopicSubscriptions.csv', user: 'TopicSubscriptions.csv' },
  models: { network: 'TopicSubscription', user: 'TopicSubscription' },
  identity: ['id'],
  window: 'events',
  columns: {
    id: { kind: 'id', meaning: 'The subscription.' },
    user_network_id: { kind: 'id', meaning: 'The network of the subscriber.', refers: 'Networks.id' },
    subscriber_id: { kind: 'id', meaning: 'The follower.', refers: 'Users.id' },
    subscription_type: {
      kind: 'enum',
      meaning: 'The kind of the followed topic.',
      assumed: ['TOPIC'],
    },
    legacy_id: {
      kind: 'id',
      meaning: 'Id of the subscription before the migration to Viva Topics.',
      optional: true,
    },
    created_at: { kind: 'timestamp', meaning: 'Creation time.' },
    updated_at: { kind: 'timestamp', meaning: 'Time of the last change.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type TopicSubscription = RowOf<typeof topicSubscriptions.columns>;
