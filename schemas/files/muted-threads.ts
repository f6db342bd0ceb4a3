import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const mutedThreads = {
  key: 'MutedThreads',
  purpose: 'Threads taken out of feeds and notifications.',
  names: { current: 'MutedThreads.csv' },
  models: { network: 'MutedThread' },
  identity: ['thread_id'],
  columns: {
    thread_id: { kind: 'id', meaning: 'The thread.', refers: 'Messages.id' },
    network_id: { kind: 'id', meaning: 'The network it is in.', refers: 'Networks.id' },
    is_muted: { kind: 'boolean', meaning: 'Still muted.' },
    updated_by_id: { kind: 'id', meaning: 'Who last muted or unmuted it.', refers: 'Users.id' },
    created_at: { kind: 'timestamp', meaning: 'When it was first muted.' },
    updated_at: { kind: 'timestamp', meaning: 'When it last changed.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type MutedThread = RowOf<typeof mutedThreads.columns>;
