import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const campaigns = {
  key: 'Campaigns',
  purpose: 'Campaigns: a hashtag with a page, a picture and a goal.',
  names: { current: 'Campaigns.csv', legacy: 'Campaigns.csv', user: 'Campaigns.csv' },
  models: { network: 'Campaigns', user: 'Campaigns' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The campaign.' },
    name: { kind: 'text', meaning: 'What it is called.' },
    api_url: { kind: 'url', meaning: 'Where the REST API has the campaign.' },
    description: { kind: 'text', meaning: 'What it is for.', optional: true },
    hashtags: { kind: 'text', meaning: 'Its hashtags, joined by `, `.' },
    state: { kind: 'enum', meaning: 'Whether it runs.', values: ['ACTIVE', 'INACTIVE', 'ENDED'] },
    official: { kind: 'boolean', meaning: 'Run by the organization itself.' },
    created_at: { kind: 'timestamp', meaning: 'When it was made.' },
    creator_id: { kind: 'id', meaning: 'Who started it.', refers: 'Users.id' },
    default_cover_image_url_template: {
      kind: 'url',
      meaning: 'The picture it has until somebody picks one.',
    },
    cover_image_url_template: { kind: 'url', meaning: 'The picture picked for it.', optional: true },
    permalink: { kind: 'text', meaning: 'Its name in addresses.' },
    scope_id: {
      kind: 'id',
      meaning: 'The network it runs in.',
      refers: 'Networks.id',
      profiles: ['current', 'user'],
    },
    scope_type: {
      kind: 'enum',
      meaning: 'What that place is.',
      values: ['NETWORK'],
      profiles: ['current', 'user'],
    },
    user_roles: {
      kind: 'text',
      meaning: 'Who takes part in which role, as `<role>:<user id>` joined by `, `.',
      optional: true,
      profiles: ['current', 'user'],
    },
    targeted_to: {
      kind: 'text',
      meaning: 'Whom it is for; empty for everybody.',
      optional: true,
      profiles: ['current', 'user'],
    },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type Campaign = RowOf<typeof campaigns.columns>;
