import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const vivaEngageLeaders = {
  key: 'VivaEngageLeaders',
  purpose: 'Leaders and their audiences.',
  names: { current: 'VivaEngageLeaders.csv', legacy: 'VivaEngageLeaders.csv', user: 'VivaEngageLeaders.csv' },
  models: { network: 'Leader', user: 'UserLeader' },
  identity: ['leader_id', 'audience_name'],
  window: 'touched',
  columns: {
    leader_id: { kind: 'id', meaning: 'The leader.', refers: 'Users.id' },
    leader_created_at: { kind: 'seconds', meaning: 'Time at which the person became a leader.' },
    audience_name: { kind: 'text', meaning: 'Name of the audience.' },
    audience_created_at: { kind: 'seconds', meaning: 'Creation time of the audience.' },
    audience_created_by: { kind: 'id', meaning: 'The creator.', refers: 'Users.id' },
    audience_updated_at: { kind: 'seconds', meaning: 'Time of the last change of the audience.' },
    audience_updated_by: { kind: 'id', meaning: 'The user who changed it last.', refers: 'Users.id' },
    size: { kind: 'integer', meaning: 'Number of people in it.' },
    audience_group_ids: {
      kind: 'ids',
      meaning: 'Its communities; empty when it does not consist of communities.',
      optional: true,
      refers: 'Groups.id',
    },
    entire_org: { kind: 'boolean', meaning: 'Whether it is the whole organization.' },
    entire_mto: {
      kind: 'boolean',
      meaning: 'Whether it is every tenant of the organization.',
      profiles: ['current', 'user'],
    },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type Leader = RowOf<typeof vivaEngageLeaders.columns>;
