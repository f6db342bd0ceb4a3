import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const campaigns = {
  key: 'Campaigns',
  purpose: 'Campaigns: a hashtag with a page, a picture and a goal.',
  names: { current: 'Campaigns.csv', legacy: 'Campaigns.csv', user: 'Campaigns.csv' },
  models: { network: 'Campaigns', user: 'Campaigns' },
  identity: ['id'],
  window: 'touched',
  columns: {
    id: { kind: 'id', meaning: 'The campaign.' },
    name: { kind: 'text', meaning: 'Name.' },
    api_url: { kind: 'url', meaning: 'Address of the campaign in the REST API.' },
    description: { kind: 'text', meaning: 'Its purpose.', optional: true },
    hashtags: { kind: 'text', meaning: 'Its hashtags, joined by `, `.' },
    state: { kind: 'enum', meaning: 'Its state.', values: ['ACTIVE', 'INACTIVE', 'ENDED'] },
    official: { kind: 'boolean', meaning: 'Whether the organization itself runs it.' },
    created_at: { kind: 'timestamp', meaning: 'Creation time.' },
    creator_id: { kind: 'id', meaning: 'The user who started it.', refers: 'Users.id' },
    default_cover_image_url_template: {
      kind: 'url',
      meaning: 'The picture that it has until a user selects one.',
    },
    cover_image_url_template: { kind: 'url', meaning: 'The selected picture.', optional: true },
    permalink: { kind: 'text', meaning: 'Its name in addresses.' },
    scope_id: {
      kind: 'id',
      meaning: 'Its network.',
      refers: 'Networks.id',
      profiles: ['current', 'user'],
    },
    scope_type: {
      kind: 'enum',
      meaning: 'The kind of that place.',
      values: ['NETWORK'],
      profiles: ['current', 'user'],
    },
    user_roles: {
      kind: 'text',
      meaning: 'The participants and their roles, as `<role>:<user id>` joined by `, `.',
      optional: true,
      profiles: ['current', 'user'],
    },
    targeted_to: {
      kind: 'text',
      meaning: 'Its audience; empty for everybody.',
      optional: true,
      profiles: ['current', 'user'],
    },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type Campaign = RowOf<typeof campaigns.columns>;
