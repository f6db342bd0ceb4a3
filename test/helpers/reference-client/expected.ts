/** The result of a correct client in a scenario: an export of ten days that moves the watermark. */
export interface Ending {
  readonly exit: 0 | 1 | 3;
  /** The number of requests. */
  readonly requests: number;
  /** The scenarios with this ending: names, or prefixes with a `*`. */
  readonly scenarios: readonly string[];
}

/** Every scenario of the catalogue except those about time, by its ending. */
const endings: readonly Ending[] = [
  {
    exit: 0,
    requests: 1,
    scenarios: [
      'token-expires-between-requests',
      'token-expires-mid-run',
      // The client does not sign in.
      'refresh-refused',
      'consent-missing',
      'sign-in-throttled',
      // An export of the network does not use the Files Export API.
      'files-export-*',
      'error-sometimes',
      'wrong-content-type',
      'no-content-type',
      'header-flood',
      'no-length-no-chunks',
      'with-length',
      'gzip-encoding',
      'slow-first-byte',
      'stall',
      'stall-at-the-end',
      'slow',
      'drip',
      'zip-zip64',
      'zip-signed-descriptors',
      'zip-unsigned-descriptors',
      'zip-no-descriptors',
      'zip-stored',
      'zip-stored-descriptors',
      'zip-directory-entry',
      'zip-comment',
      'zip-device-name',
      'zip-long-name',
      'zip-too-long-name',
      'zip-longest-name',
      'zip-non-ascii-name',
      'zip-non-ascii-name-unflagged',
      'zip-nested',
      // Only the messages show the fault, and a window may refer to messages of earlier ones.
      'partial-messages-cut-short-silently',
      'csv-crlf',
      'csv-bom',
      'csv-unquoted',
      'csv-header-only',
      'csv-no-rows',
      'csv-extra-column',
      'csv-extra-first-column',
      'csv-reordered-columns',
      'csv-long-body',
      'csv-nul',
      'csv-control-characters',
      'csv-line-breaks',
      'csv-formulas',
      'csv-look-alikes',
      'csv-duplicate-rows',
      'csv-unresolved-reference',
      'ids-beyond-2-53',
      'ids-10-digits',
      'attachment-without-row',
    ],
  },
  {
    exit: 0,
    requests: 2,
    scenarios: [
      'error-500-once',
      'error-503',
      'rate-limited',
      'rate-limited-date',
      'redirect-other-host',
      'redirect-other-port',
      'redirect-same-host',
      'reset-before-headers-once',
      'reset-mid-member-once',
    ],
  },
  { exit: 0, requests: 4, scenarios: ['rate-limited-thrice'] },
  {
    exit: 1,
    requests: 4,
    scenarios: [
      'rate-limited-always',
      'error-500',
      'error-502',
      'error-504',
      'error-xml',
      'no-reason-phrase',
      'length-too-large',
      'connection-silent',
      'reset-before-headers',
      'close-before-headers',
      'reset-after-headers',
      'reset-mid-member',
      'cut-*-chunked',
      'cut-*-length',
      'stall-and-reset',
    ],
  },
  { exit: 1, requests: 0, scenarios: ['connection-refused'] },
  {
    exit: 1,
    requests: 1,
    scenarios: [
      'token-missing',
      'token-expired',
      'token-revoked',
      'token-refused-once',
      'not-verified-admin',
      'ok-login-page',
      'ok-json-error',
      'ok-empty',
      'length-too-small',
      'gzip-unannounced',
      'redirect-loop',
      'cut-*-close-delimited',
      'cut-*-well-formed',
      'zip-wrong-crc',
      'zip-size-too-large',
      'zip-size-too-small',
      'zip-bad-deflate',
      'zip-cut-directory',
      'zip-no-directory',
      'zip-end-without-directory',
      'zip-empty',
      'zip-leading-bytes',
      'zip-trailing-bytes',
      'zip-trailing-bytes-far',
      'zip-comment-signature',
      'zip-comment-end-record',
      'zip-duplicate-name',
      'zip-duplicate-name-other',
      'zip-case-names',
      'zip-traversal-name',
      'zip-absolute-name',
      'zip-drive-name',
      'zip-backslash-name',
      'zip-backslash-traversal-name',
      'zip-local-name-differs',
      'zip-high-ratio',
      'zip-symlink',
    ],
  },
  {
    exit: 3,
    requests: 1,
    scenarios: [
      'partial-messages-missing',
      'partial-messages-missing-silently',
      'partial-messages-cut-short',
      'partial-several',
      'partial-all-missing',
      'partial-all-cut-short',
      'partial-once',
      'partial-attachment-missing',
      'partial-attachment-missing-silently',
      'log-wrong-counts',
      'log-missing',
      'csv-no-header',
      'csv-utf-16',
      'csv-windows-1252',
      'csv-invalid-utf-8',
      'csv-zero-bytes',
      'csv-missing-column',
      'csv-renamed-column',
      'csv-missing-file',
      'row-without-attachment',
    ],
  },
];

/** The number of requests depends on the waits, which are shorter in the tests than the server's. */
export const unevenly = ['rate-limited-no-retry-after'];

function fits(name: string, pattern: string): boolean {
  const [begin = '', end] = pattern.split('*');
  return end === undefined ? name === pattern : name.startsWith(begin) && name.endsWith(end);
}

/** The ending of a correct client in a scenario; undefined for a scenario that the table lacks. */
export function endingOf(name: string): Ending | undefined {
  return endings.find(({ scenarios }) => scenarios.some((one) => fits(name, one)));
}

/** The ending of an export of files: its exit code, and its files in the output folder. */
export interface FilesEnding {
  readonly exit: 0 | 1 | 3;
  /** The numbers of the archives that are there, each with `partial` when it is one of a partial export. */
  readonly files: readonly string[];
}

const whole: FilesEnding = { exit: 0, files: ['1', '2'] };
const failed: FilesEnding = { exit: 1, files: [] };

/** The ending of an export of files from two months in each scenario of the Files Export API. */
export const filesEndings: Readonly<Record<string, FilesEnding>> = {
  'files-export-instant': whole,
  'files-export-slow': failed,
  'files-export-too-early': whole,
  'files-export-failed': failed,
  'files-export-failed-once': failed,
  'files-export-never-ready': failed,
  'files-export-expired': failed,
  'files-export-no-files': { exit: 0, files: [] },
  'files-export-link-expired-once': whole,
  'files-export-link-expired': failed,
  'files-export-link-broken': failed,
  'files-export-part-missing': { exit: 3, files: ['1.partial'] },
  'files-export-link-refused': { exit: 3, files: ['2.partial'] },
  'files-export-html-page': failed,
  'files-export-cut': failed,
  'files-export-reset': failed,
  'files-export-short': failed,
  'files-export-damaged': failed,
  'files-export-other-host': whole,
};
