import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const answerVotes = {
  key: 'AnswerVotes',
  purpose: 'Votes that members gave to answers in question threads.',
  names: { current: 'AnswerVotes.csv', legacy: 'AnswerVotes.csv', user: 'AnswerVotes.csv' },
  models: { network: 'AnswerVote', user: 'AnswerVote' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The vote.' },
    network_id: { kind: 'id', meaning: 'The network it was cast in.', refers: 'Networks.id' },
    voter_id: { kind: 'id', meaning: 'Who voted.', refers: 'Users.id' },
    message_id: { kind: 'id', meaning: 'The answer voted for.', refers: 'Messages.id' },
    thread_id: { kind: 'id', meaning: 'The thread of the answer.', refers: 'Messages.id' },
    created_at: { kind: 'timestamp', meaning: 'When it was cast.' },
    updated_at: { kind: 'timestamp', meaning: 'When it last changed.' },
    creation_mode: {
      kind: 'enum',
      meaning: 'How it came about.',
      assumed: ['USER', 'APPLICATION'],
      profiles: ['current', 'user'],
    },
    application_id: {
      kind: 'id',
      meaning: 'The application that cast it, if one did.',
      optional: true,
      profiles: ['current', 'user'],
    },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type AnswerVote = RowOf<typeof answerVotes.columns>;
