import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const userBadge = {
  key: 'USER_BADGE',
  purpose: 'Badges that the person earned.',
  names: { user: 'USER_BADGE.csv' },
  models: { user: 'UserBadge' },
  identity: ['id'],
  window: 'events',
  columns: {
    id: { kind: 'id', meaning: 'The badge of this person.' },
    user_id: { kind: 'id', meaning: 'The person.', refers: 'Users.id' },
    network_id: { kind: 'id', meaning: 'Its network.', refers: 'Networks.id' },
    badge_name: { kind: 'text', meaning: 'Name.' },
    description: { kind: 'text', meaning: 'The reason for the badge.', optional: true },
    awarded_by_id: {
      kind: 'id',
      meaning: 'The person who gave it, if any.',
      optional: true,
      refers: 'Users.id',
    },
    awarded_at: { kind: 'timestamp', meaning: 'Time at which it was given.' },
  },
  evidence: 'assumed',
} as const satisfies FileTable;

export type UserBadge = RowOf<typeof userBadge.columns>;
