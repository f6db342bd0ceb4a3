import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const hiddenGroupsDiscoveryFeed = {
  key: 'HiddenGroupsDiscoveryFeed',
  purpose: 'Communities that the person hid from the discovery feed.',
  names: { user: 'HiddenGroupsDiscoveryFeed.csv' },
  models: { user: 'HiddenGroupsDiscoveryFeed' },
  identity: ['id'],
  window: 'events',
  columns: {
    id: { kind: 'id', meaning: 'The record.' },
    user_id: { kind: 'id', meaning: 'The person.', refers: 'Users.id' },
    group_id: { kind: 'id', meaning: 'The community.', refers: 'Groups.id' },
    group_name: { kind: 'text', meaning: 'Name of the community.' },
    hidden_at: { kind: 'timestamp', meaning: 'Time at which it was hidden.' },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type HiddenGroup = RowOf<typeof hiddenGroupsDiscoveryFeed.columns>;
