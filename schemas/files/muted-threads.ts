import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const mutedThreads = {
  key: 'MutedThreads',
  purpose: 'Threads that were removed from feeds and notifications.',
  names: { current: 'MutedThreads.csv' },
  models: { network: 'MutedThread' },
  identity: ['thread_id'],
  window: 'touched',
  columns: {
    thread_id: { kind: 'id', meaning: 'The thread.', refers: 'Messages.id' },
    network_id: { kind: 'id', meaning: 'Its network.', refers: 'Networks.id' },
    is_muted: { kind: 'boolean', meaning: 'Whether it is still muted.' },
    updated_by_id: { kind: 'id', meaning: 'The user who last muted or unmuted it.', refers: 'Users.id' },
    created_at: { kind: 'timestamp', meaning: 'Time at which it was first muted.' },
    updated_at: { kind: 'timestamp', meaning: 'Time of the last change.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type MutedThread = RowOf<typeof mutedThreads.columns>;
