import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const threadVotes = {
  key: 'ThreadVotes',
  purpose: 'Votes that members gave to whole threads.',
  names: { current: 'ThreadVotes.csv', user: 'ThreadVotes.csv' },
  models: { network: 'ThreadVote', user: 'ThreadVote' },
  identity: ['id'],
  window: 'events',
  columns: {
    id: { kind: 'id', meaning: 'The vote.' },
    network_id: { kind: 'id', meaning: 'The network in which it was cast.', refers: 'Networks.id' },
    voter_id: { kind: 'id', meaning: 'The voter.', refers: 'Users.id' },
    thread_id: { kind: 'id', meaning: 'The thread that was voted for.', refers: 'Messages.id' },
    created_at: { kind: 'timestamp', meaning: 'Time at which it was cast.' },
    updated_at: { kind: 'timestamp', meaning: 'Time of the last change.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type ThreadVote = RowOf<typeof threadVotes.columns>;
