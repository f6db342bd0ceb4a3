import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const vivaEngageLeaders = {
  key: 'VivaEngageLeaders',
  purpose: 'Leaders and the audiences they speak to.',
  names: { current: 'VivaEngageLeaders.csv', legacy: 'VivaEngageLeaders.csv', user: 'VivaEngageLeaders.csv' },
  models: { network: 'Leader', user: 'UserLeader' },
  identity: ['leader_id', 'audience_name'],
  columns: {
    leader_id: { kind: 'id', meaning: 'The leader.', refers: 'Users.id' },
    leader_created_at: { kind: 'seconds', meaning: 'When the person was made a leader.' },
    audience_name: { kind: 'text', meaning: 'What the audience is called.' },
    audience_created_at: { kind: 'seconds', meaning: 'When the audience was made.' },
    audience_created_by: { kind: 'id', meaning: 'Who made it.', refers: 'Users.id' },
    audience_updated_at: { kind: 'seconds', meaning: 'When the audience last changed.' },
    audience_updated_by: { kind: 'id', meaning: 'Who changed it last.', refers: 'Users.id' },
    size: { kind: 'integer', meaning: 'How many people are in it.' },
    audience_group_ids: {
      kind: 'ids',
      meaning: 'The communities it is made of; empty when it is not made of communities.',
      optional: true,
      refers: 'Groups.id',
    },
    entire_org: { kind: 'boolean', meaning: 'It is the whole organization.' },
    entire_mto: {
      kind: 'boolean',
      meaning: 'It is every tenant of the organization.',
      profiles: ['current', 'user'],
    },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type Leader = RowOf<typeof vivaEngageLeaders.columns>;
