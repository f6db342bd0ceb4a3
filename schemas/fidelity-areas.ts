import { archiveBehaviour, csvBehaviour } from './fidelity-archive.ts';
import type { Area } from './fidelity-area.ts';
import { restBehaviour, signInBehaviour } from './fidelity-around.ts';
import { filesBehaviour } from './fidelity-files.ts';
import { windowBehaviour } from './fidelity-window.ts';

/** All behaviours, by the part of the API that they belong to, in the order of the page. */
export const fidelityAreas: Readonly<Record<string, Area>> = {
  Endpoints: {
    documented: [
      '`GET /api/v1/export` answers 200 with a ZIP (`application/zip`), in the response to the request itself.',
      '`GET /api/v1/export/users/{user_id}` does the same for one person; its page says that the response is streamed while the export is made.',
    ],
    observed: [
      'An export is sent directly, never through a redirect.',
      'The `Host` header does not matter: the API is served under several names.',
      'A response to an HTTP/1.0 client is not chunked; its body ends with the connection.',
      'The name of a download is `export-<unix milliseconds>.zip`.',
    ],
    assumed: [
      ['fixed', 'The network export is streamed while it is made, too; its page does not say so.'],
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
      'Network export, token expired or revoked: 401 and the JSON error `Token not found.` with code 16.',
      'The network export is for verified administrators only.',
      'The user export is for administrators, verified or not: the token `admin` is of one who is not.',
      'User export, nobody is signed in, or no administrator: 401 with an empty body.',
      'User export, the person does not exist or is deleted: 404 with an empty body.',
    ],
    observed: [
      '`?access_token=` alone is accepted.',
      'The response to too many requests is 429 with the JSON error with code 33, with or without `Retry-After`. The mock sends it only on request: its limiter has `Retry-After` in seconds, scenarios have seconds, a date or none.',
    ],
    assumed: [
      ['token-precedence', 'If the header and the query both have a token, the one in the header counts.'],
      ['fixed', 'The case of the word Bearer does not matter; that of tokens does.'],
      ['fixed', 'Network export, token missing or unknown: the same 401 as for an expired one.'],
      ['not-admin-status', 'Network export, not a verified administrator: 401 and a JSON error.'],
      ['odd-user-id', 'An id that is not a positive 64-bit integer: 404 with an empty body.'],
      ['fixed', 'Suspended people can be exported.'],
      ['fixed', 'Guests of external communities can be exported.'],
    ],
  },
  'Signing in': signInBehaviour,
  'Parameters of the network export': {
    documented: [
      '`since` is required: ISO 8601, inclusive.',
      '`until` is optional: ISO 8601, inclusive.',
      '`model` can be repeated; without it every model is exported.',
      '`include=csv` excludes the attachments, `include=all` includes them.',
      '`network` names networks to export: the home network or associated external ones.',
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
      [
        'legacy-until',
        '`until` in the older profiles keeps a time of day, although the page says that the date at 00:00 GMT counts: the same page advises ranges of an hour, and a shipped tool paged by twelve hours. A date alone is its 00:00 GMT. The scenario `until-at-midnight` reads it literally in every profile.',
      ],
      [
        'fixed',
        'Without `until`, the window ends now in the current profile; the page says “the current date”, without a time.',
      ],
      ['legacy-until-default', 'Without `until`, the window ends now in the older profiles, too.'],
      ['fixed', '`network` accepts the id of a network and its permalink, and can be repeated.'],
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
      [
        'fixed',
        'An instant later than the clock is accepted, and `request.txt` repeats it. Nothing is newer than the clock: a later `until` adds nothing, and from a later `since` on the export is empty.',
      ],
    ],
  },
  Models: {
    documented: [
      'The legacy page names sixteen models of the network export; for one of them, `Tags`, it has no CSV.',
      'The current page has 32 CSVs, the legacy page 20, the user export 30 models.',
    ],
    assumed: [
      ['fixed', 'In the legacy profile the model `Tags` is accepted and exports nothing.'],
      [
        'ama-header',
        'The legacy page lists `meeting_state` and `qna_app_enabled` of `AMAs.csv` twice, and so does the header.',
      ],
      [
        'fixed',
        'CSVs without a model on any page have one in the style of the others (singular); the base name of a CSV and `File` are accepted, too.',
      ],
    ],
  },
  'The profile 2018': {
    documented: [
      'The administrators’ guide of that time lists ten CSVs of a network export, with `MessageThreadsOutbound.csv` and `Pages.csv`.',
      '`state` is `active` or `soft_delete`; `suspended_at` and `deleted_at` tell the reason.',
    ],
    observed: [
      'A public importer reads 20 columns of `Messages.csv`, 18 of `Files.csv`, 17 of `Pages.csv`, 16 of `Users.csv` and 5 of `Topics.csv`, by position.',
      'It parses ids as 32-bit integers: `--ids small` writes such ids.',
      'The content of a note is `pages/<version id>.html`, and `log.txt` has `Number of exported PAGES: <n>`.',
      'The model `DocumentVersion` exports `Pages.csv`.',
    ],
    assumed: [
      ['fixed', 'The other CSVs have those columns of the legacy page that the guide describes.'],
      ['fixed', 'The user export is the same in every profile.'],
      [
        'data',
        'Every community has one note with one version, published when the community was created and deleted with it, and both have the id of the community. No message attaches a note.',
      ],
      ['data', 'A draft is in `Messages.csv` and `MessageVersions.csv` only from its publication on.'],
      ['data', 'Messages of storylines and of Answers, which came later, are messages without a community.'],
    ],
  },
  'Parameters of the user export': {
    documented: [
      '`user_id` in the path is a 64-bit integer.',
      '`model` can be repeated, in any case: one of 30, or `File` for `UploadedFileVersion`.',
      'An unknown model: 400, text in two lines: the unknown name, then the known ones.',
      '`exclude_files=true` excludes the attachments; the default is false.',
      'CSVs have the names of the page, such as `AMAs.csv`, `USER_BADGE.csv` and `Files.csv`.',
    ],
    assumed: [
      [
        'fixed',
        'The CSV of a model follows from the two names: `UserLeader` is `VivaEngageLeaders.csv`, `UserBadge` is `USER_BADGE.csv`.',
      ],
      [
        'fixed',
        'Several unknown models are joined by `, `; the known ones are all, in the order of the page.',
      ],
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
  'The ZIP': archiveBehaviour,
  CSV: csvBehaviour,
  'What is in the window': windowBehaviour,
  'The network': {
    assumed: [
      [
        'data',
        'Guests of external communities are listed in `Users.csv`, with an address in another domain, so that every sender resolves.',
      ],
      ['data', 'Senders in external threads are members and guests; guests do not write anywhere else.'],
      [
        'data',
        'The first two segments separate the users by their place of work: each belongs to one of the two. A community that is reserved for one has only its users, and guests belong to none.',
      ],
      [
        'data',
        'The administrators of a community are its founder and the administrators of the network, except those of Answers. Only they announce and pin there, and start threads where it is moderated.',
      ],
      [
        'data',
        'A community that speaks the language of a site is for the people there: they start its threads, and few others write, react or vote in them. The same is true of threads in such a language outside communities.',
      ],
      ['data', 'Nobody replies or reacts to a draft before it is published.'],
      [
        'data',
        'Whoever says in a reply to a poll what the answer is has voted for it. A message without a text has a file or a link.',
      ],
      [
        'data',
        'A topic is applied to threads about its subject. When an old topic is migrated, the threads that have it are migrated within hours.',
      ],
      ['data', 'The id of a row in `UserGroupRecommendationActions.csv` is the user’s id.'],
      [
        'data',
        'Every year, as many people join as 15 % of the network has, and as many leave; a quarter is permanent.',
      ],
      [
        'data',
        'Of every eight people who are not permanent, one is a guest, one may be suspended and one may be deleted early.',
      ],
      [
        '--external-networks',
        'The home network has two external networks. Each is made with a tenth of its users and messages, but with at least 16 users and 6 messages a day.',
      ],
    ],
  },
  'The REST API around the exports': restBehaviour,
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
  'The Files Export API': filesBehaviour,
};
