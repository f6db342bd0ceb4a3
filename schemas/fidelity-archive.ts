import type { Area } from './fidelity-area.ts';

/** The behaviours of the archive, by their evidence. */
export const archiveBehaviour: Area = {
  documented: [
    'The ZIP has one CSV for each model, `log.txt` and `request.txt`.',
    'Files stored in Yammer are members in their own format; files stored in SharePoint have only a row.',
  ],
  observed: [
    'The CSVs and the two text files are at the root, and there are no entries for folders.',
    'The name of an attachment is `<version id>.<extension as uploaded>`, and `path` in `Files.csv` is the name of the member.',
  ],
  assumed: [
    [
      'files-folder',
      'Attachments are in `files/`, which public importers open; the pages write “the Files folder”.',
    ],
    [
      'fixed',
      'Attachments are members of the one archive, although the legacy page speaks of “additional archives containing Files”.',
    ],
    [
      'fixed',
      'In an export of several networks, each has a folder, named by the network’s id, as the administrators’ guide says of the export in the portal; `Networks.csv` is at the root.',
    ],
    ['fixed', 'An export of one network has no folder, even if it is an external one.'],
    ['text-files-of-several-networks', '`log.txt` and `request.txt` of several networks are at the root.'],
    ['unasked-files', 'CSVs that `model` does not name are not in the export.'],
    ['fixed', '`Networks.csv` of several networks exists once, with a row for each.'],
    [
      'path-of-several-networks',
      '`path` in `Files.csv` of several networks is relative to the network’s folder.',
    ],
    ['fixed', 'The order is `request.txt`, CSVs as the page lists them, attachments, `log.txt`.'],
    ['--compression', 'Members are deflated, and ZIP64 is used where a value does not fit without it.'],
  ],
};

/** The behaviours of the CSVs, by their evidence. */
export const csvBehaviour: Area = {
  documented: [
    'The timestamps of leaders are Unix seconds.',
    'An entry for a link in `attachments` has id, address, title and description.',
    'The names of the columns are those of the pages.',
    '`user_segment_ids` and `audience_group_ids` are ids joined by commas; `roles` of `Admins.csv` is an array.',
  ],
  observed: [
    'UTF-8 without BOM, LF, every field quoted, quotes escaped as `""`, a line break at the end; a table without rows consists of its header.',
    '`true` and `false`; instants as `2018-01-03T02:31:55.609Z`; an empty value is `""`.',
    '`participants` is `user:<id>` joined by commas.',
    '`attachments` is joined by `, `: `uploadedfile:<id>` and `opengraphobject:[<id> : <url> : title="…" : description="…"]`.',
    'Bodies mention people as `[[user:<id>]]` and tags as `[Tag:<id>:<name>]`.',
    '`api_url` is under `https://www.yammer.com/api/v1/`, whatever the address of the mock, without an extension.',
  ],
  assumed: [
    ['header-case', 'The names of columns in a header are in lower case, as on the pages.'],
    ['fixed', 'The order of the columns is that of the lists on the pages.'],
    [
      'fixed',
      'Legacy `LikedMessageHistory.csv` has the columns of `Messages.csv` and four more; its page lists only the four.',
    ],
    [
      'fixed',
      '`Files.csv` has the column `storage_type` of the lists; the text of the legacy page calls it `storage_path`.',
    ],
    [
      '--ids',
      'Ids have sixteen digits and rise with time; ten digits, below 2^31, or eighteen, beyond 2^53, can be selected.',
    ],
    ['data', '`roles` of `Admins.csv` is a JSON array of texts, `poll_options` a JSON array.'],
    [
      'data',
      'Other lists of ids, such as the merged topics and the collaborators, are joined by commas, too.',
    ],
    ['data', '`hashtags` and `group_tags` are joined by `, `.'],
    ['data', 'If a page gives no values for a column, the reference marks the mock’s own values as assumed.'],
  ],
};
