import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const pollVotes = {
  key: 'PollVotes',
  purpose: 'Votes that the person gave in polls.',
  names: { user: 'PollVotes.csv' },
  models: { user: 'PollVote' },
  identity: ['id'],
  window: 'events',
  columns: {
    id: { kind: 'id', meaning: 'The vote.' },
    network_id: { kind: 'id', meaning: 'The network in which it was cast.', refers: 'Networks.id' },
    voter_id: { kind: 'id', meaning: 'The voter.', refers: 'Users.id' },
    message_id: { kind: 'id', meaning: 'The poll.', refers: 'Messages.id' },
    thread_id: { kind: 'id', meaning: 'The thread of the poll.', refers: 'Messages.id' },
    poll_option: { kind: 'text', meaning: 'The text of the selected option.' },
    created_at: { kind: 'timestamp', meaning: 'Time at which it was cast.' },
    updated_at: { kind: 'timestamp', meaning: 'Time of the last change.' },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type PollVote = RowOf<typeof pollVotes.columns>;
