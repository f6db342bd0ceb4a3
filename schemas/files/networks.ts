import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const networks = {
  key: 'Networks',
  purpose:
    'The home network and the external networks of the export. The current state, whatever the window.',
  names: { current: 'Networks.csv', legacy: 'Networks.csv', '2018': 'Networks.csv' },
  models: { network: 'Network' },
  identity: ['id'],
  window: 'always',
  columns: {
    id: { kind: 'id', meaning: 'The network.' },
    permalink: { kind: 'text', meaning: 'Its name in addresses, usually the mail domain.' },
    name: { kind: 'text', meaning: 'Name.' },
    url: { kind: 'url', meaning: 'Its address on the web.' },
    paid: { kind: 'boolean', meaning: 'Whether it has a paid plan.' },
    created_at: { kind: 'timestamp', meaning: 'Creation time.' },
    moderated: { kind: 'boolean', meaning: 'Whether a moderator must approve posts.' },
    usage_policy: { kind: 'boolean', meaning: 'Whether members must accept a usage policy.' },
    number_of_users: { kind: 'integer', meaning: 'Number of members.' },
    secure_browser_token: {
      kind: 'text',
      meaning: 'Token for locked-down browsers, if one is set.',
      optional: true,
    },
  },
  evidence: 'documented',
  evidenceIn: { '2018': ['assumed', 'the columns of the legacy page'] },
} as const satisfies FileTable;

export type NetworkRow = RowOf<typeof networks.columns>;
