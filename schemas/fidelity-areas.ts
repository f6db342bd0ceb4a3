import type { AssumptionName } from './assumptions.ts';

/**
 * The way to change an assumed behaviour: a switch, a flag of the commands (and the option of that name), or
 * none, because it is in the data or because a change would gain nothing.
 */
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
      'An export comes directly, never through a redirect.',
      'The `Host` header does not matter: the API is served under several names.',
      'To an HTTP/1.0 client nothing is chunked; the body ends with the connection.',
      'The name of a download is `export-<unix milliseconds>.zip`.',
    ],
    assumed: [
      ['content-disposition', 'That name comes in `Content-Disposition: attachment`.'],
      ['wrong-method', 'Another method is answered with 405, a JSON error and `Allow`.'],
      ['head-requests', 'HEAD is answered like GET, without a body.'],
      ['unknown-path-body', 'Any other path under `/api/` is answered with 404 and a JSON error.'],
      [
        'fixed',
        'Mistakes are looked for in this order, and the first one is the answer: path, method, token, user, `since`, `until`, `model`, `include` or `exclude_files`, `include_ens`, `network`.',
      ],
      ['fixed', 'A JSON error whose number nobody knows repeats the status in `code`.'],
      ['fixed', 'Every refusal has a header `X-Engage-Export-Hint`, which only the mock has.'],
    ],
  },
  'Who may export': {
    documented: [
      'The token comes as `Authorization: Bearer <token>`.',
      'Network export, token missing, unknown, expired or revoked: 401 and the JSON error `Token not found.` with code 16.',
      'Network export: for verified administrators only.',
      'User export, nobody signed in or no administrator: 401 with an empty body.',
      'User export, a person who does not exist or is deleted: 404 with an empty body.',
    ],
    observed: [
      '`?access_token=` alone is accepted.',
      'Too many requests are answered with 429 and the JSON error with code 33, with or without `Retry-After`. The mock does so only when it is asked to: it comes with the failure modes, not yet.',
    ],
    assumed: [
      ['token-precedence', 'Of a token in the header and one in the query, the one in the header counts.'],
      ['fixed', 'The word Bearer may be in any case, tokens may not.'],
      [
        'not-admin-status',
        'Network export, a person who is no verified administrator: 401 and a JSON error.',
      ],
      ['odd-user-id', 'An id that is no positive 64-bit integer: 404 with an empty body.'],
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
      '`include=csv` leaves the attachments out, `include=all` takes them along.',
      '`network` names the home network or an associated external one, and can be repeated.',
      '`include_ens=true` adds every associated external network.',
    ],
    observed: [
      '`until` includes the whole second it names.',
      'Offsets are understood as `+00:00` (a form decoder makes a space of the plus sign), `%2B00:00`, `+0000`, `-0800`.',
      'Dates may have microseconds, be a day only, and be unpadded: `2019-6-30`.',
      '`since=0` and dates before the network existed ask for everything.',
      'Values of `include` and `model` are understood in any case; names of parameters are exact.',
      'Parameters come in any order; unknown ones are ignored.',
    ],
    assumed: [
      [
        'bad-parameter',
        '`since` missing, empty or no date: 400 that names the parameter and what was received.',
      ],
      ['bad-parameter', '`until` that is no date, or lies before `since`: 400.'],
      ['bad-parameter', 'Another word than `csv` and `all` for `include`, or `true` and `false`: 400.'],
      ['unknown-network-model', 'An unknown model: 400 with the two lines of the user export.'],
      ['include-default', 'Without `include` the attachments are in the export.'],
      ['date-without-offset', 'A date without an offset is in UTC.'],
      ['unreachable-network', 'A network that the token does not reach: 403.'],
      ['legacy-until-default', 'In the legacy profile, too, the window ends now without `until`.'],
      [
        'fixed',
        'A parameter that holds one value and comes several times: the last that is not empty counts.',
      ],
      ['fixed', 'A bare key, and an empty value, count as not sent.'],
      [
        'fixed',
        'Understood besides: `20240209T120000Z`, a space for the `T`, hours alone, `24:00`, nine digits of a second (three count), a decimal comma, an offset of hours alone.',
      ],
      [
        'fixed',
        'No dates are: weeks, days of the year, months alone, a date with an offset and no time, Unix time, leap seconds, words.',
      ],
      ['fixed', 'Instants later than the clock are taken for the clock.'],
    ],
  },
  Models: {
    documented: [
      'The legacy page names sixteen models of the network export; for one of them, `Tags`, it has no CSV.',
      'The current page has 32 CSVs, the legacy page 20, the user export 30 models.',
      'Legacy `AMAs.csv` names `meeting_state` and `qna_app_enabled` twice, and so does its header here.',
    ],
    assumed: [
      ['fixed', 'In the legacy profile the model `Tags` is accepted and exports nothing.'],
      [
        'fixed',
        'CSVs for which no page names a model have one in the style of the others (singular); the base name of a CSV and `File` are accepted too.',
      ],
    ],
  },
  'Parameters of the user export': {
    documented: [
      '`user_id` in the path is a 64-bit integer.',
      '`model` can be repeated, in any case: one of 30, or `File` for `UploadedFileVersion`.',
      'An unknown model: 400, text in two lines: every wrong name, then every right one in the order of the page.',
      '`exclude_files=true` leaves the attachments out; the default is false.',
      'CSVs are named as the page has them: `AMAs.csv`, `Campaigns.csv`, `VivaEngageLeaders.csv`, `USER_BADGE.csv`, `USER_SETTING.csv`, `Files.csv`, and so on.',
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
      ['fixed', 'In the error text `File` stands where the page has it, and `UploadedFileVersion` last.'],
    ],
  },
  'The ZIP': {
    documented: [
      'At the root: one CSV for each model, `log.txt`, `request.txt`.',
      'Files stored in Yammer are members in their own format; files stored in SharePoint are a row only.',
      'Several networks in one export have a folder each, named by the network’s id; `Networks.csv` is at the root.',
    ],
    observed: [
      'There are no entries for folders.',
      'An attachment is `files/<version id>.<extension as uploaded>`, and `path` in `Files.csv` is that name.',
    ],
    assumed: [
      ['text-files-of-several-networks', '`log.txt` and `request.txt` of several networks are at the root.'],
      ['unasked-files', 'CSVs that were not asked for are not there.'],
      ['fixed', '`Networks.csv` of several networks is there once, with a row for each.'],
      ['fixed', '`path` in `Files.csv` of several networks is relative to the network’s folder.'],
      ['fixed', 'The order is `request.txt`, CSVs as the page lists them, attachments, `log.txt`.'],
      ['--compression', 'Members are deflated, and ZIP64 is used where something does not fit without it.'],
    ],
  },
  CSV: {
    documented: [
      'The timestamps of leaders are Unix seconds.',
      'An entry for a link in `attachments` has id, address, title and description.',
      'Headers and their order are those of the pages.',
    ],
    observed: [
      'UTF-8 without BOM, LF, every field quoted, quotes doubled, a line break at the end; a table without rows is its header.',
      '`true` and `false`; instants as `2018-01-03T02:31:55.609Z`; nothing is `""`.',
      '`participants` is `user:<id>` joined by commas.',
      '`attachments` is joined by `, `: `uploadedfile:<id>` and `opengraphobject:[<id> : <url> : title="…" : description="…"]`.',
      'Bodies mention people as `[[user:<id>]]` and tags as `[Tag:<id>:<name>]`.',
      '`api_url` is under `https://www.yammer.com/api/v1/`, wherever the mock is, without an extension.',
    ],
    assumed: [
      [
        '--ids',
        'Ids have sixteen digits and rise with time; ten, below 2^31, or eighteen, beyond 2^53, can be chosen.',
      ],
      ['data', '`roles` of `Admins.csv` is a JSON array of texts, `poll_options` a JSON array.'],
      [
        'data',
        'Several ids in one cell are joined by commas, as in `user_segment_ids` and the merged topics.',
      ],
      ['data', '`hashtags` and `group_tags` are joined by `, `.'],
      ['data', 'Where a page gives no values for a column, the reference marks the mock’s own as assumed.'],
    ],
  },
  'What is in the window': {
    documented: [
      'A row is exported when it was made or changed in the window; which column tells depends on the model.',
      '`Admins.csv` and `Networks.csv` tell how it is now, whatever the window.',
      '`MessageVersions.csv` has every version of the window, `Messages.csv` the messages whose latest version is in it.',
      '`created_at` of a message is the time of its last edit.',
      'The network that hosts an external community exports all of it; of a person from outside, another exports only the threads that person wrote in.',
      '`MessageThreads.csv` and `MessageThreads.Outbound.csv` (legacy: `MessageThreadOutbound.csv`) have the threads with people from outside.',
      '`state` of a person agrees with `deleted_at` and `suspended_at`; deleted people stay in the network export.',
    ],
    assumed: [
      ['data', 'A deletion is a version of a message, too.'],
      [
        'data',
        'Rows of `Sentie.csv` and `Tags.csv` have no date: they belong to the window of the instant at which they came to be, which is not shown.',
      ],
      ['data', 'A row of a thread with people from outside belongs to the window of the latest message.'],
      ['data', 'A user’s export is about the whole time until now.'],
    ],
  },
  'The network': {
    assumed: [
      [
        'data',
        'Guests of external communities are listed in `Users.csv`, with an address in another domain, so that every sender resolves.',
      ],
      ['data', 'Senders in external threads are members and guests; guests write nowhere else.'],
      ['data', 'The id of a row in `UserGroupRecommendationActions.csv` is the user’s id.'],
      ['data', 'Every year 15 % of the people of the first day join.'],
      ['data', 'Of every eight people one is a guest, one may be suspended in time and one deleted.'],
      ['--external-networks', 'The home network has two external networks, each a tenth of it.'],
    ],
  },
  'log.txt, request.txt and partial exports': {
    documented: [
      '`log.txt` sums the export up, `request.txt` has its parameters.',
      'A partial export is 200 and a sound ZIP; `log.txt` says what is missing. It comes with the failure modes, not yet.',
    ],
    observed: [
      '`log.txt` is UTF-8 with LF: `Number of exported MESSAGES: <n>` for each model, without separators in the number.',
    ],
    assumed: [
      ['fixed', 'The counts are what is in the ZIP, over all networks of the folder that `log.txt` is in.'],
      ['fixed', 'The name in `log.txt` is the name of the CSV in capitals, words parted by `_`.'],
      [
        'fixed',
        'A line for each failure, with model or file and reason, follows the counts: with the failure modes, not yet.',
      ],
      ['request-txt', '`request.txt` has a line `name: value` for each parameter in effect.'],
    ],
  },
};
