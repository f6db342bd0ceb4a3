import { afterwards, type RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const users = {
  key: 'Users',
  purpose: 'The current and former members of the network.',
  names: { current: 'Users.csv', legacy: 'Users.csv', '2018': 'Users.csv' },
  models: { network: 'User' },
  identity: ['id'],
  window: 'touched',
  columns: {
    id: { kind: 'id', meaning: 'The person.' },
    name: { kind: 'text', meaning: 'Display name of the person.' },
    email: { kind: 'email', meaning: "The person's address.", optional: true },
    job_title: { kind: 'text', meaning: 'Job title.', optional: true },
    location: { kind: 'text', meaning: 'Place of work.', optional: true },
    department: { kind: 'text', meaning: 'Department.', optional: true },
    api_url: { kind: 'url', meaning: 'Address of the person in the REST API.' },
    deleted_by_id: {
      kind: 'id',
      meaning: 'The user who deleted the account.',
      optional: true,
      refers: 'Users.id',
    },
    deleted_by_type: {
      kind: 'enum',
      meaning: 'The kind of that actor.',
      optional: true,
      assumed: ['User'],
    },
    joined_at: { kind: 'timestamp', meaning: 'Time at which the person joined.' },
    created_at: {
      kind: 'timestamp',
      meaning: 'Time at which the account was created.',
      profiles: ['current'],
    },
    updated_at: {
      kind: 'timestamp',
      meaning: 'Time of the last change of the account.',
      profiles: ['current'],
    },
    deleted_at: { kind: 'timestamp', meaning: 'Time at which the account was deleted.', optional: true },
    suspended_by_id: {
      kind: 'id',
      meaning: 'The user who suspended the account.',
      optional: true,
      refers: 'Users.id',
    },
    suspended_by_type: {
      kind: 'enum',
      meaning: 'The kind of that actor.',
      optional: true,
      assumed: ['User'],
    },
    suspended_at: { kind: 'timestamp', meaning: 'Time at which the account was suspended.', optional: true },
    guid: { kind: 'guid', meaning: 'Global id of the account.' },
    state: {
      kind: 'enum',
      meaning: 'Whether the account is in use.',
      values: ['active', 'suspended', 'deleted'],
      assumed: ['soft_delete'],
    },
    office_user_id: {
      kind: 'guid',
      meaning: 'The linked Microsoft 365 account.',
      optional: true,
      profiles: afterwards,
    },
    user_cover_image_url: {
      kind: 'url',
      meaning: 'The cover image of the profile.',
      optional: true,
      profiles: afterwards,
    },
    sash_campaign_id: {
      kind: 'id',
      meaning: 'The campaign whose sash the profile shows.',
      optional: true,
      refers: 'Campaigns.id',
      profiles: afterwards,
    },
    user_segment_ids: {
      kind: 'ids',
      meaning: 'The segments of the person.',
      optional: true,
      refers: 'Segments.segment_id',
      profiles: ['current'],
    },
  },
  evidence: 'documented',
  evidenceIn: { '2018': ['observed', 'a public importer reads these columns, by position'] },
} as const satisfies FileTable;

export type User = RowOf<typeof users.columns>;
