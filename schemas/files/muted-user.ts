import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const mutedUser = {
  key: 'MutedUser',
  purpose: 'People whose posts are removed from feeds.',
  names: { current: 'MutedUser.csv' },
  models: { network: 'MutedUser' },
  identity: ['id'],
  window: 'events',
  columns: {
    id: { kind: 'id', meaning: 'The record.' },
    user_id: { kind: 'id', meaning: 'The muted person.', refers: 'Users.id' },
    network_id: { kind: 'id', meaning: 'Its network.', refers: 'Networks.id' },
    muted_by: { kind: 'id', meaning: 'The user who muted the person.', refers: 'Users.id' },
    muted_at: { kind: 'timestamp', meaning: 'Time of the event.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type MutedUser = RowOf<typeof mutedUser.columns>;
