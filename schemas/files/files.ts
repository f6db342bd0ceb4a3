import { afterwards, type RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const files = {
  key: 'Files',
  purpose:
    'Versions of files that people uploaded; the content is a member of its own, unless SharePoint keeps it.',
  names: { current: 'Files.csv', legacy: 'Files.csv', user: 'Files.csv', '2018': 'Files.csv' },
  models: { network: 'UploadedFileVersion', user: 'UploadedFileVersion' },
  identity: ['id'],
  window: 'touched',
  columns: {
    id: { kind: 'id', meaning: 'The version.' },
    file_id: { kind: 'id', meaning: 'The file; all its versions share it.' },
    name: { kind: 'text', meaning: 'Name with its extension.' },
    description: { kind: 'text', meaning: 'Description by the uploader.', optional: true },
    uploader_id: { kind: 'id', meaning: 'The uploader.', refers: 'Users.id' },
    uploader_type: { kind: 'enum', meaning: 'The kind of the uploader.', values: ['User'] },
    group_id: {
      kind: 'id',
      meaning: 'The community that it was uploaded to.',
      optional: true,
      refers: 'Groups.id',
    },
    group_name: { kind: 'text', meaning: 'Name of that community.', optional: true },
    reverted_to_id: {
      kind: 'id',
      meaning: 'The earlier version that this one restores.',
      optional: true,
      refers: 'Files.id',
    },
    deleted_by_user_id: {
      kind: 'id',
      meaning: 'The user who deleted it.',
      optional: true,
      refers: 'Users.id',
    },
    in_private_group: { kind: 'boolean', meaning: 'Whether the community is closed to non-members.' },
    in_private_conversation: { kind: 'boolean', meaning: 'Whether it was sent in a private conversation.' },
    file_api_url: { kind: 'url', meaning: 'Address of the file in the REST API.' },
    download_url: { kind: 'url', meaning: 'Address of its content.' },
    path: {
      kind: 'text',
      meaning:
        'The member of the ZIP that holds the content, as `files/<id>.<extension>`; empty for a file stored in SharePoint.',
      optional: true,
    },
    uploaded_at: { kind: 'timestamp', meaning: 'Time at which this version was uploaded.' },
    deleted_at: { kind: 'timestamp', meaning: 'Time at which it was deleted.', optional: true },
    original_network: { kind: 'text', meaning: 'Permalink of the network in which it was uploaded.' },
    storage_type: {
      kind: 'enum',
      meaning: 'Storage of the content.',
      values: ['SHAREPOINT'],
      assumed: ['YAMMER'],
      profiles: afterwards,
    },
    scope_id: {
      kind: 'id',
      meaning: 'The community or storyline that it was posted to; empty in a private conversation.',
      optional: true,
      profiles: afterwards,
    },
    scope_type: {
      kind: 'enum',
      meaning: 'The kind of that place; empty in a private conversation.',
      optional: true,
      values: ['YAMMER_INFLUENCER', 'YAMMER_GROUP'],
      profiles: afterwards,
    },
  },
  evidence: 'documented',
  evidenceIn: { '2018': ['observed', 'a public importer reads these columns, by position'] },
} as const satisfies FileTable;

export type UploadedFileVersion = RowOf<typeof files.columns>;
