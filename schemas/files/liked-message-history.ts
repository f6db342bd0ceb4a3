import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';
import { messageColumns } from './message-columns.ts';

export const likedMessageHistory = {
  key: 'LikedMessageHistory',
  purpose: 'Reactions that were added or removed, each with its message.',
  names: {
    current: 'LikedMessageHistory.csv',
    legacy: 'LikedMessageHistory.csv',
    user: 'LikedMessageHistory.csv',
  },
  models: { network: 'LikedMessageHistory', user: 'LikedMessageHistory' },
  identity: ['id', 'reacted_by', 'reaction_timestamp', 'reaction', 'reaction_action'],
  window: 'events',
  columns: {
    ...messageColumns,
    reaction: {
      kind: 'enum',
      meaning: 'The kind of reaction.',
      values: [
        'like',
        'love',
        'celebrate',
        'thank',
        'laugh',
        'sad',
        'happy',
        'excited',
        'smile',
        'silly',
        'intenseLaugh',
        'starStruck',
        'goofy',
        'thinking',
        'surprised',
        'mindBlown',
        'scared',
        'crying',
        'shocked',
        'angry',
        'agree',
        'praise',
        'takingNotes',
        'heartBroken',
        'support',
        'confirmed',
        'watching',
        'brain',
        'medal',
        'bullseye',
      ],
    },
    reaction_action: { kind: 'enum', meaning: 'Whether it was added or removed.', values: ['add', 'remove'] },
    reaction_timestamp: { kind: 'timestamp', meaning: 'Time of the event.' },
    reacted_by: { kind: 'id', meaning: 'The user who did it.', refers: 'Users.id' },
  },
  evidence: 'documented',
  evidenceIn: { legacy: ['assumed', 'the page lists only the last four'] },
} as const satisfies FileTable;

export type LikedMessage = RowOf<typeof likedMessageHistory.columns>;
