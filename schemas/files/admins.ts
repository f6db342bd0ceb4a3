import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const admins = {
  key: 'Admins',
  purpose: 'The administrators of the network and their roles. The current state, whatever the window.',
  names: { current: 'Admins.csv', legacy: 'Admins.csv', '2018': 'Admins.csv' },
  models: { network: 'Admin' },
  identity: ['id'],
  window: 'always',
  columns: {
    id: { kind: 'id', meaning: 'The administrator.', refers: 'Users.id' },
    name: { kind: 'text', meaning: 'Display name of the person.' },
    email: { kind: 'email', meaning: "The person's address." },
    verified: { kind: 'boolean', meaning: 'Whether the person is a verified administrator.' },
    roles: {
      kind: 'array',
      meaning: 'All administrative roles of the person.',
      values: [
        'Admin',
        'Tenant Admin',
        'M365 Yammer Admin',
        'Verified Admin',
        'Corporate Communicator',
        'Answers Administrator',
      ],
      profiles: ['current'],
    },
  },
  evidence: 'documented',
  evidenceIn: { '2018': ['assumed', 'the columns of the legacy page'] },
} as const satisfies FileTable;

export type Admin = RowOf<typeof admins.columns>;
