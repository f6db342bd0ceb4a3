import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const answerVotes = {
  key: 'AnswerVotes',
  purpose: 'Votes that members gave to answers in question threads.',
  names: { current: 'AnswerVotes.csv', legacy: 'AnswerVotes.csv', user: 'AnswerVotes.csv' },
  models: { network: 'AnswerVote', user: 'AnswerVote' },
  identity: ['id'],
  window: 'events',
  columns: {
    id: { kind: 'id', meaning: 'The vote.' },
    network_id: { kind: 'id', meaning: 'The network in which it was cast.', refers: 'Networks.id' },
    voter_id: { kind: 'id', meaning: 'The voter.', refers: 'Users.id' },
    message_id: { kind: 'id', meaning: 'The answer that was voted for.', refers: 'Messages.id' },
    thread_id: { kind: 'id', meaning: 'The thread of the answer.', refers: 'Messages.id' },
    created_at: { kind: 'timestamp', meaning: 'Time at which it was cast.' },
    updated_at: { kind: 'timestamp', meaning: 'Time of the last change.' },
    creation_mode: {
      kind: 'enum',
      meaning: 'Its source.',
      assumed: ['USER', 'APPLICATION'],
      profiles: ['current', 'user'],
    },
    application_id: {
      kind: 'id',
      meaning: 'The application that cast it, if any.',
      optional: true,
      profiles: ['current', 'user'],
    },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type AnswerVote = RowOf<typeof answerVotes.columns>;
