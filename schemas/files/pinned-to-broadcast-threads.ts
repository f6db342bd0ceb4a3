import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const pinnedToBroadcastThreads = {
  key: 'PinnedToBroadcastThreads',
  purpose: 'Announcement threads that the person pinned.',
  names: { user: 'PinnedToBroadcastThreads.csv' },
  models: { user: 'PinnedToBroadcastThread' },
  identity: ['id'],
  window: 'events',
  columns: {
    id: { kind: 'id', meaning: 'The pin.' },
    network_id: { kind: 'id', meaning: 'Its network.', refers: 'Networks.id' },
    thread_id: { kind: 'id', meaning: 'The thread.', refers: 'Messages.id' },
    pinned_by_id: { kind: 'id', meaning: 'The user who pinned it.', refers: 'Users.id' },
    pinned_at: { kind: 'timestamp', meaning: 'Time at which it was pinned.' },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type PinnedToBroadcastThread = RowOf<typeof pinnedToBroadcastThreads.columns>;
