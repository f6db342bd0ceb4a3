import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const files = {
  key: 'Files',
  purpose:
    'Versions of files that people uploaded; the content is a member of its own, unless SharePoint keeps it.',
  names: { current: 'Files.csv', legacy: 'Files.csv', user: 'Files.csv' },
  models: { network: 'UploadedFileVersion', user: 'UploadedFileVersion' },
  identity: ['id'],
  columns: {
    id: { kind: 'id', meaning: 'The version.' },
    file_id: { kind: 'id', meaning: 'The file; all its versions share it.' },
    name: { kind: 'text', meaning: 'Name with its extension.' },
    description: { kind: 'text', meaning: 'What the uploader said of it.', optional: true },
    uploader_id: { kind: 'id', meaning: 'Who uploaded it.', refers: 'Users.id' },
    uploader_type: { kind: 'enum', meaning: 'What kind of actor uploaded it.', values: ['User'] },
    group_id: {
      kind: 'id',
      meaning: 'The community it was uploaded to.',
      optional: true,
      refers: 'Groups.id',
    },
    group_name: { kind: 'text', meaning: 'Name of that community.', optional: true },
    reverted_to_id: {
      kind: 'id',
      meaning: 'The earlier version this one restores.',
      optional: true,
      refers: 'Files.id',
    },
    deleted_by_user_id: { kind: 'id', meaning: 'Who deleted it.', optional: true, refers: 'Users.id' },
    in_private_group: { kind: 'boolean', meaning: 'The community is closed to non-members.' },
    in_private_conversation: { kind: 'boolean', meaning: 'It was sent in a private conversation.' },
    file_api_url: { kind: 'url', meaning: 'Where the REST API has the file.' },
    download_url: { kind: 'url', meaning: 'Where its content can be fetched.' },
    path: {
      kind: 'text',
      meaning:
        'The member of the ZIP that holds the content, as `files/<id>.<extension>`; empty for a file stored in SharePoint.',
      optional: true,
    },
    uploaded_at: { kind: 'timestamp', meaning: 'When this version was uploaded.' },
    deleted_at: { kind: 'timestamp', meaning: 'When it was deleted.', optional: true },
    original_network: { kind: 'text', meaning: 'Permalink of the network it was uploaded in.' },
    storage_type: {
      kind: 'enum',
      meaning: 'Where the content is kept.',
      values: ['SHAREPOINT'],
      assumed: ['YAMMER'],
    },
    scope_id: {
      kind: 'id',
      meaning: 'The community or storyline it was posted to; empty in a private conversation.',
      optional: true,
    },
    scope_type: {
      kind: 'enum',
      meaning: 'What that place is; empty in a private conversation.',
      optional: true,
      values: ['YAMMER_INFLUENCER', 'YAMMER_GROUP'],
    },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type UploadedFileVersion = RowOf<typeof files.columns>;
