import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const users = {
  key: 'Users',
  purpose: 'People: those who belong to the network now, and those who did.',
  names: { current: 'Users.csv', legacy: 'Users.csv' },
  models: { network: 'User' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The person.' },
    name: { kind: 'text', meaning: 'Name the person goes by.' },
    email: { kind: 'email', meaning: "The person's address.", optional: true },
    job_title: { kind: 'text', meaning: 'What they do.', optional: true },
    location: { kind: 'text', meaning: 'Where they work.', optional: true },
    department: { kind: 'text', meaning: 'Where they belong.', optional: true },
    api_url: { kind: 'url', meaning: 'Where the REST API has the person.' },
    deleted_by_id: { kind: 'id', meaning: 'Who deleted the account.', optional: true, refers: 'Users.id' },
    deleted_by_type: {
      kind: 'enum',
      meaning: 'What kind of actor that was.',
      optional: true,
      assumed: ['User'],
    },
    joined_at: { kind: 'timestamp', meaning: 'When the person came in.' },
    created_at: { kind: 'timestamp', meaning: 'When the account was made.', profiles: ['current'] },
    updated_at: { kind: 'timestamp', meaning: 'When the account last changed.', profiles: ['current'] },
    deleted_at: { kind: 'timestamp', meaning: 'When the account was deleted.', optional: true },
    suspended_by_id: {
      kind: 'id',
      meaning: 'Who suspended the account.',
      optional: true,
      refers: 'Users.id',
    },
    suspended_by_type: {
      kind: 'enum',
      meaning: 'What kind of actor that was.',
      optional: true,
      assumed: ['User'],
    },
    suspended_at: { kind: 'timestamp', meaning: 'When the account was suspended.', optional: true },
    guid: { kind: 'guid', meaning: 'The account, world-wide.' },
    state: {
      kind: 'enum',
      meaning: 'Whether the account is in use.',
      values: ['active', 'suspended', 'deleted'],
    },
    office_user_id: { kind: 'guid', meaning: 'The Microsoft 365 account behind it.', optional: true },
    user_cover_image_url: { kind: 'url', meaning: 'The picture behind the profile.', optional: true },
    sash_campaign_id: {
      kind: 'id',
      meaning: 'The campaign whose sash the person wears.',
      optional: true,
      refers: 'Campaigns.id',
    },
    user_segment_ids: {
      kind: 'ids',
      meaning: 'The segments the person is in.',
      optional: true,
      refers: 'Segments.segment_id',
      profiles: ['current'],
    },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type User = RowOf<typeof users.columns>;
