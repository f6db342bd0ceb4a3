import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const networks = {
  key: 'Networks',
  purpose:
    'The home network and the external networks of the export. The current state, whatever the window.',
  names: { current: 'Networks.csv', legacy: 'Networks.csv' },
  models: { network: 'Network' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The network.' },
    permalink: { kind: 'text', meaning: 'Its name in addresses, usually the mail domain.' },
    name: { kind: 'text', meaning: 'What it is called.' },
    url: { kind: 'url', meaning: 'Where it is on the web.' },
    paid: { kind: 'boolean', meaning: 'On a paid plan.' },
    created_at: { kind: 'timestamp', meaning: 'When it was made.' },
    moderated: { kind: 'boolean', meaning: 'Posts wait for a moderator.' },
    usage_policy: { kind: 'boolean', meaning: 'Members have to accept a usage policy.' },
    number_of_users: { kind: 'integer', meaning: 'How many people belong to it.' },
    secure_browser_token: {
      kind: 'text',
      meaning: 'Token for locked-down browsers, where one was set.',
      optional: true,
    },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type NetworkRow = RowOf<typeof networks.columns>;
