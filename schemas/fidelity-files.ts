import type { Area } from './fidelity-area.ts';

/** The behaviours of the Files Export API. */
export const filesBehaviour: Area = {
  documented: [
    'The Files Export API is asynchronous: a request creates an export request and gets its id, requests with the id get its progress, and a finished one has an address of its own for a simple download.',
    'The Files Export API is for verified administrators only.',
    'An export request for files has the start and the end of a range.',
    'An archive of the Files Export API has a CSV with information about the export, and additional archives with the files.',
    'The Files Export API exports files in Yammer’s storage, in their own format; files in SharePoint have only a row, whose `download_url` leads to them.',
    'The guide to native mode allows six export requests at the same time, and limits each to two months.',
  ],
  observed: [
    'An export request is created by `POST /api/v1/export/requests` with `since` and `until` in the query, and the token in `Authorization`; the times have no offset.',
    'The response to the creation is JSON with the id in `user_request_id`.',
    'The status is at `GET /api/v1/export/requests/<id>`, with the token: JSON with `status` and `data`, both texts.',
    'The name of the finished state contains COMPLETE; in any other state a client asks again.',
    '`data` of a finished export request has the links to its archives, one on a line; it is empty when there are no files.',
    'A link is downloaded without a token.',
    'Sometimes the status of a new export request is an error, “No export request was found for the request_id”. The mock sends it for an unknown id, and in the scenario `files-export-too-early`.',
    'An archive of a network whose files are all in SharePoint has the CSV alone.',
  ],
  assumed: [
    [
      'fixed',
      'Tokens, their errors and the rate limit are those of the network export; downloads are not limited.',
    ],
    [
      'not-admin-status',
      'Files Export API, not a verified administrator: the response of the network export.',
    ],
    ['fixed', 'The response to the creation is 200, and an id is 32 hexadecimal digits.'],
    [
      'fixed',
      '`since` and `until` of the Files Export API follow the rules of the network export; an error is 400 with the same text in JSON.',
    ],
    ['files-export-range', 'A range of more than two months is 400.'],
    ['files-export-at-once', 'A seventh export request while six are in progress is 429 with `Retry-After`.'],
    [
      'fixed',
      'The Files Export API exports the home network. It ignores other parameters and the body of a request.',
    ],
    [
      'fixed',
      'The states are `PENDING` for 5 s, `IN_PROGRESS` until 60 s after the creation, then `COMPLETE` or `FAILED`, and `EXPIRED` a week later, by the clock of the session; `--time-scale` divides the first two times.',
    ],
    [
      'fixed',
      '`data` is empty in any state but `COMPLETE`, and its lines end with LF, without one at the end.',
    ],
    ['fixed', 'The 404 for an unknown export request is a JSON error.'],
    [
      'fixed',
      'A link leads to the server that gave it, has a signature and is valid for an hour; another request for the status has new links.',
    ],
    ['fixed', 'A link that was changed or has expired is 403 with a JSON error. `Range` is ignored.'],
    [
      'files-export-parts',
      'Each month of the range that has files is an archive. A file that changed in two months is in both.',
    ],
    ['fixed', 'An archive shows the files as they were when the export request was created.'],
    [
      'fixed',
      'The CSV is `Files.csv` with the columns of the network export. The additional archives are `files-1.zip`, `files-2.zip` and so on, each with up to 100 files, whose names are `path` in `Files.csv`.',
    ],
    [
      'fixed',
      'A range in which all files are in SharePoint has archives: `data` is empty only without rows.',
    ],
  ],
};
