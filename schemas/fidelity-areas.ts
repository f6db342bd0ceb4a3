import type { AssumptionName } from './assumptions.ts';

/** The way to change an assumed behaviour: a switch, a flag, or none (it is in the data, or it is fixed). */
export type Change = AssumptionName | `--${string}` | 'data' | 'fixed';

/** The behaviours of one part of the API, by their evidence. */
interface Area {
  readonly documented?: readonly string[];
  readonly observed?: readonly string[];
  readonly assumed?: readonly (readonly [change: Change, behaviour: string])[];
}

/** All behaviours, by the part of the API that they belong to, in the order of the page. */
export const fidelityAreas: Readonly<Record<string, Area>> = {
  Endpoints: {
    documented: [
      '`GET /api/v1/export` answers 200 with a ZIP (`application/zip`), streamed while it is made.',
      '`GET /api/v1/export/users/{user_id}` does the same for one person.',
    ],
    observed: [
      'An export is sent directly, never through a redirect.',
      'The `Host` header does not matter: the API is served under several names.',
      'A response to an HTTP/1.0 client is not chunked; its body ends with the connection.',
      'The name of a download is `export-<unix milliseconds>.zip`.',
    ],
    assumed: [
      ['content-disposition', 'That name is sent in `Content-Disposition: attachment`.'],
      ['wrong-method', 'The response to another method is 405, with a JSON error and `Allow`.'],
      ['head-requests', 'The response to HEAD is that of GET, without the body.'],
      ['unknown-path-body', 'The response to any other path under `/api/` is 404 with a JSON error.'],
      [
        'fixed',
        'The request is checked in this order, and the response reports the first mistake: path, method, rate limit, token, scenario, user, `since`, `until`, `model`, `include` or `exclude_files`, `include_ens`, `network`.',
      ],
      ['fixed', 'A JSON error with an unknown number repeats the status in `code`.'],
      ['fixed', 'Every error response has a header `X-Engage-Export-Hint`, which only the mock sends.'],
    ],
  },
  'Who may export': {
    documented: [
      'The token is sent as `Authorization: Bearer <token>`.',
      'Network export, token missing, unknown, expired or revoked: 401 and the JSON error `Token not found.` with code 16.',
      'The network export is for verified administrators only.',
      'User export, token missing or not of an administrator: 401 with an empty body.',
      'User export, the person does not exist or is deleted: 404 with an empty body.',
    ],
    observed: [
      '`?access_token=` alone is accepted.',
      'The response to too many requests is 429 with the JSON error with code 33, with or without `Retry-After`. The mock sends it only on request: its limiter has `Retry-After` in seconds, scenarios have seconds, a date or none.',
    ],
    assumed: [
      ['token-precedence', 'If the header and the query both have a token, the one in the header counts.'],
      ['fixed', 'The case of the word Bearer does not matter; that of tokens does.'],
      ['not-admin-status', 'Network export, not a verified administrator: 401 and a JSON error.'],
      ['odd-user-id', 'An id that is not a positive 64-bit integer: 404 with an empty body.'],
      ['fixed', 'Suspended people can be exported.'],
      ['fixed', 'Guests of external communities can be exported.'],
    ],
  },
  'Parameters of the network export': {
    documented: [
      '`since` is required: ISO 8601, inclusive.',
      '`until` is optional: ISO 8601; without it the window ends now.',
      '`until` in the legacy profile: the instant is 00:00 GMT of the given date.',
      '`model` can be repeated; without it every model is exported.',
      '`include=csv` excludes the attachments, `include=all` includes them.',
      '`network` names the home network or an associated external one, and can be repeated.',
      '`include_ens=true` adds every associated external network.',
    ],
    observed: [
      '`until` includes the whole of its second.',
      'Offsets are accepted as `+00:00` (a form decoder makes a space of the plus sign), `%2B00:00`, `+0000`, `-0800`.',
      'Dates may have microseconds, be only a day, and be unpadded: `2019-6-30`.',
      '`since=0` and dates before the network existed select everything.',
      'The case of the values of `include` and `model` does not matter; names of parameters are exact.',
      'Parameters may be in any order; unknown ones are ignored.',
    ],
    assumed: [
      ['bad-parameter', '`since` missing or not a date: 400 with the parameter and the received value.'],
      ['bad-parameter', '`until` that is not a date, or is before `since`: 400.'],
      [
        'bad-parameter',
        'A value of `include` other than `csv` and `all`, or of `include_ens` other than `true` and `false`: 400.',
      ],
      ['unknown-network-model', 'An unknown model: 400 with the two lines of the user export.'],
      ['include-default', 'Without `include`, the export contains the attachments.'],
      ['date-without-offset', 'A date without an offset is in UTC.'],
      ['unreachable-network', 'A network that the token has no access to: 403.'],
      ['legacy-until-default', 'Without `until`, the window ends now in the legacy profile, too.'],
      [
        'fixed',
        'If a parameter with a single value is sent several times, the last value that is not empty counts.',
      ],
      ['fixed', 'A key without a value, and an empty value, count as not sent.'],
      [
        'fixed',
        'Also accepted: `20240209T120000Z`, a space instead of the `T`, hours only, `24:00`, nine digits of a second (three count), a decimal comma, an offset of hours only.',
      ],
      [
        'fixed',
        'Not accepted as dates: weeks, days of the year, months only, a date with an offset and no time, Unix time, leap seconds, words.',
      ],
      ['fixed', 'An instant later than the clock counts as the clock.'],
    ],
  },
  Models: {
    documented: [
      'The legacy page names sixteen models of the network export; for one of them, `Tags`, it has no CSV.',
      'The current page has 32 CSVs, the legacy page 20, the user export 30 models.',
      'Legacy `AMAs.csv` names `meeting_state` and `qna_app_enabled` twice, and its header here does the same.',
    ],
    assumed: [
      ['fixed', 'In the legacy profile the model `Tags` is accepted and exports nothing.'],
      [
        'fixed',
        'CSVs without a model on any page have one in the style of the others (singular); the base name of a CSV and `File` are accepted, too.',
      ],
    ],
  },
  'Parameters of the user export': {
    documented: [
      '`user_id` in the path is a 64-bit integer.',
      '`model` can be repeated, in any case: one of 30, or `File` for `UploadedFileVersion`.',
      'An unknown model: 400, text in two lines: all unknown names, then all known ones in the order of the page.',
      '`exclude_files=true` excludes the attachments; the default is false.',
      'CSVs have the names of the page: `AMAs.csv`, `Campaigns.csv`, `VivaEngageLeaders.csv`, `USER_BADGE.csv`, `USER_SETTING.csv`, `Files.csv`, and so on.',
    ],
    assumed: [
      ['bad-parameter', '`exclude_files` that is neither `true` nor `false`: 400.'],
      [
        'notification-file-names',
        'The page names no CSV for notification devices and settings: `UserNotificationDevices.csv` and `UserNotificationSettings.csv`.',
      ],
      [
        'undocumented-user-files',
        'Fourteen CSVs whose columns no page lists have columns and rows that a user of the product would expect.',
      ],
      [
        'fixed',
        'In the error text, `File` has the position that it has on the page, and `UploadedFileVersion` is last.',
      ],
    ],
  },
  'The ZIP': {
    documented: [
      'At the root: one CSV for each model, `log.txt`, `request.txt`.',
      'Files stored in Yammer are members in their own format; files stored in SharePoint have only a row.',
      'In an export of several networks, each has a folder, named by the network’s id; `Networks.csv` is at the root.',
    ],
    observed: [
      'There are no entries for folders.',
      'An attachment is `files/<version id>.<extension as uploaded>`, and `path` in `Files.csv` is that name.',
    ],
    assumed: [
      ['text-files-of-several-networks', '`log.txt` and `request.txt` of several networks are at the root.'],
      ['unasked-files', 'CSVs that `model` does not name are not in the export.'],
      ['fixed', '`Networks.csv` of several networks exists once, with a row for each.'],
      ['fixed', '`path` in `Files.csv` of several networks is relative to the network’s folder.'],
      ['fixed', 'The order is `request.txt`, CSVs as the page lists them, attachments, `log.txt`.'],
      ['--compression', 'Members are deflated, and ZIP64 is used where a value does not fit without it.'],
    ],
  },
  CSV: {
    documented: [
      'The timestamps of leaders are Unix seconds.',
      'An entry for a link in `attachments` has id, address, title and description.',
      'Headers and their order are those of the pages.',
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
      [
        '--ids',
        'Ids have sixteen digits and rise with time; ten digits, below 2^31, or eighteen, beyond 2^53, can be selected.',
      ],
      ['data', '`roles` of `Admins.csv` is a JSON array of texts, `poll_options` a JSON array.'],
      [
        'data',
        'Several ids in one cell are joined by commas, as in `user_segment_ids` and the merged topics.',
      ],
      ['data', '`hashtags` and `group_tags` are joined by `, `.'],
      [
        'data',
        'If a page gives no values for a column, the reference marks the mock’s own values as assumed.',
      ],
    ],
  },
  'What is in the window': {
    documented: [
      'A row is exported when it was created or changed in the window; the column with that time depends on the model.',
      '`Admins.csv` and `Networks.csv` have the current state, whatever the window.',
      '`MessageVersions.csv` has every version in the window, `Messages.csv` the messages whose latest version is in it.',
      '`created_at` of a message is the time of its last edit.',
      'The network that hosts an external community exports all of it; another network exports only the threads that its own people wrote in.',
      '`MessageThreads.csv` and `MessageThreads.Outbound.csv` (legacy: `MessageThreadOutbound.csv`) have the threads with people of other networks.',
      '`state` of a person is consistent with `deleted_at` and `suspended_at`; deleted people stay in the network export.',
    ],
    assumed: [
      ['data', 'A deletion is a version of a message, too.'],
      [
        'data',
        'Rows of `Sentie.csv` and `Tags.csv` have no date: they belong to the window that contains their creation time, which is not shown.',
      ],
      [
        'data',
        'A row of a thread with people of other networks belongs to the window that contains its latest message.',
      ],
      ['data', 'A user’s export covers the whole time until now.'],
    ],
  },
  'The network': {
    assumed: [
      [
        'data',
        'Guests of external communities are listed in `Users.csv`, with an address in another domain, so that every sender resolves.',
      ],
      ['data', 'Senders in external threads are members and guests; guests do not write anywhere else.'],
      ['data', 'The id of a row in `UserGroupRecommendationActions.csv` is the user’s id.'],
      ['data', 'Every year, the number of new people is 15 % of that of the first day.'],
      [
        'data',
        'In every eight people, one is a guest, one may be suspended at some time and one may be deleted.',
      ],
      ['--external-networks', 'The home network has two external networks, each a tenth of it.'],
    ],
  },
  'log.txt, request.txt and partial exports': {
    documented: [
      '`log.txt` summarizes the export, `request.txt` has its parameters.',
      'A partial export is 200 and a valid ZIP; `log.txt` names the missing parts. The mock sends it only in scenarios; in those whose name ends in `-silently`, `log.txt` names nothing.',
    ],
    observed: [
      '`log.txt` is UTF-8 with LF: `Number of exported MESSAGES: <n>` for each model, without separators in the number.',
    ],
    assumed: [
      ['fixed', 'The counts are those of the ZIP, over all networks of the folder that `log.txt` is in.'],
      ['fixed', 'The name in `log.txt` is the name of the CSV in capitals, with words separated by `_`.'],
      ['fixed', 'The counts are followed by a line for each failure, with the member and the reason.'],
      ['request-txt', '`request.txt` has a line `name: value` for each parameter in effect.'],
    ],
  },
};
