import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const mutedUser = {
  key: 'MutedUser',
  purpose: 'People whose posts are taken out of feeds.',
  names: { current: 'MutedUser.csv' },
  models: { network: 'MutedUser' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The record.' },
    user_id: { kind: 'id', meaning: 'Who is muted.', refers: 'Users.id' },
    network_id: { kind: 'id', meaning: 'The network it is in.', refers: 'Networks.id' },
    muted_by: { kind: 'id', meaning: 'Who muted them.', refers: 'Users.id' },
    muted_at: { kind: 'timestamp', meaning: 'When that happened.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type MutedUser = RowOf<typeof mutedUser.columns>;
