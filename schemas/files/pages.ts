import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const pages = {
  key: 'Pages',
  purpose: 'Versions of notes, which the network had until 2019; the content of each is a member of its own.',
  names: { '2018': 'Pages.csv' },
  models: { network: 'DocumentVersion' },
  identity: ['id'],
  window: 'events',
  columns: {
    id: { kind: 'id', meaning: 'The version.' },
    page_id: { kind: 'id', meaning: 'The note; all its versions share it.' },
    creator_user_id: { kind: 'id', meaning: 'The user who made the note.', refers: 'Users.id' },
    published_by_user_id: {
      kind: 'id',
      meaning: 'The user who published this version.',
      refers: 'Users.id',
    },
    collaborator_user_ids: {
      kind: 'ids',
      meaning: 'The users who wrote it.',
      optional: true,
      refers: 'Users.id',
    },
    name: { kind: 'text', meaning: 'Title.' },
    group_id: { kind: 'id', meaning: 'The community that it belongs to.', refers: 'Groups.id' },
    group_name: { kind: 'text', meaning: 'Name of that community.' },
    reverted_to_id: {
      kind: 'id',
      meaning: 'The earlier version that this one restores.',
      optional: true,
      refers: 'Pages.id',
    },
    deleted_by_id: { kind: 'id', meaning: 'The user who deleted it.', optional: true, refers: 'Users.id' },
    deleted_by_type: {
      kind: 'enum',
      meaning: 'The kind of that actor.',
      optional: true,
      assumed: ['User'],
    },
    in_private_group: { kind: 'boolean', meaning: 'Whether the community is closed to non-members.' },
    page_api_url: { kind: 'url', meaning: 'Address of the note in the REST API.' },
    download_url: { kind: 'url', meaning: 'Address of its content.' },
    path: { kind: 'text', meaning: 'The member of the ZIP that holds the content, as `pages/<id>.html`.' },
    published_at: { kind: 'timestamp', meaning: 'Time at which this version was published.' },
    deleted_at: { kind: 'timestamp', meaning: 'Time at which it was deleted.', optional: true },
  },
  evidence: 'observed',
} as const satisfies FileTable;

export type PageVersion = RowOf<typeof pages.columns>;
