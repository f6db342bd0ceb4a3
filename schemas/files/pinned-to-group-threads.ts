import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const pinnedToGroupThreads = {
  key: 'PinnedToGroupThreads',
  purpose: 'Threads that the person pinned in a community.',
  names: { user: 'PinnedToGroupThreads.csv' },
  models: { user: 'PinnedToGroupThread' },
  identity: ['id'],
  window: 'events',
  columns: {
    id: { kind: 'id', meaning: 'The pin.' },
    network_id: { kind: 'id', meaning: 'Its network.', refers: 'Networks.id' },
    thread_id: { kind: 'id', meaning: 'The thread.', refers: 'Messages.id' },
    group_id: { kind: 'id', meaning: 'The community.', refers: 'Groups.id' },
    pinned_by_id: { kind: 'id', meaning: 'The user who pinned it.', refers: 'Users.id' },
    pinned_at: { kind: 'timestamp', meaning: 'Time at which it was pinned.' },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type PinnedToGroupThread = RowOf<typeof pinnedToGroupThreads.columns>;
