import type { OwnScenario, Step } from '../../server/scenarios/index.ts';

/** One row of the table: what the server does. */
export interface Situation {
  readonly name: string;
  /** The behaviour, as a noun phrase for the table. */
  readonly what: string;
  /** The right end of a program: `whole` is the whole export without an error. */
  readonly right: 'whole' | 'error' | 'no-export' | 'cannot-tell';
  /** A scenario of the catalogue has the name of the row; the others are made of these steps. */
  readonly steps?: readonly Step[];
  /** The divisor of the waits. 1 for the scenarios that ask for the time limit of a stack. */
  readonly timeScale?: number;
}

const MIDDLE = { member: 'Messages.csv', percent: 60 } as const;
const LENGTH = { do: 'framing', as: 'length' } as const;
const CLOSE = { do: 'framing', as: 'close' } as const;
const WIDE = 'x'.repeat(8000);

/** The situations in the order of the page. */
export const situations: readonly Situation[] = [
  { name: 'with-length', what: 'Whole, with Content-Length', right: 'whole' },
  { name: 'chunked', what: 'Whole, in chunks', right: 'whole', steps: [{ do: 'framing', as: 'chunked' }] },
  { name: 'no-length-no-chunks', what: 'Whole, ended by the close of the connection', right: 'whole' },
  { name: 'gzip-encoding', what: 'Whole, compressed and announced, although not asked for', right: 'whole' },
  {
    name: 'status-203',
    what: 'Whole, with status 203',
    right: 'whole',
    steps: [{ do: 'head', status: 203 }],
  },
  {
    name: 'status-206',
    what: 'Whole, with status 206 and without Content-Range',
    right: 'whole',
    steps: [{ do: 'head', status: 206 }],
  },
  { name: 'header-flood', what: 'Whole, with 100 more headers', right: 'whole' },
  {
    name: 'large-headers',
    what: 'Whole, with three headers of 8,000 characters',
    right: 'whole',
    steps: [{ do: 'head', set: { 'X-First': WIDE, 'X-Second': WIDE, 'X-Third': WIDE } }],
  },
  { name: 'redirect-same-host', what: 'Redirected (307) on the same host', right: 'whole' },
  { name: 'redirect-other-host', what: 'Redirected (302) to another host', right: 'whole' },
  { name: 'stall', what: 'Whole, after a pause in the middle', right: 'whole', timeScale: 30 },
  { name: 'drip', what: 'Whole, its end byte by byte', right: 'whole', timeScale: 50 },
  { name: 'length-too-large', what: 'Content-Length that states 1,000 bytes more than come', right: 'error' },
  { name: 'cut-after-headers-length', what: 'Content-Length, no byte of the body', right: 'error' },
  { name: 'cut-mid-member-length', what: 'Content-Length, closed in the middle', right: 'error' },
  { name: 'cut-one-byte-short-length', what: 'Content-Length, one byte is missing', right: 'error' },
  {
    name: 'reset-mid-member-length',
    what: 'Content-Length, reset in the middle',
    right: 'error',
    steps: [LENGTH, { do: 'stream', until: MIDDLE, end: 'reset' }],
  },
  { name: 'cut-mid-member-chunked', what: 'Chunks, closed in the middle', right: 'error' },
  { name: 'cut-one-byte-short-chunked', what: 'Chunks, closed before the last byte', right: 'error' },
  { name: 'reset-mid-member', what: 'Chunks, reset in the middle', right: 'error' },
  { name: 'reset-after-headers', what: 'Reset after the head', right: 'error' },
  { name: 'reset-before-headers', what: 'Reset before the head', right: 'error' },
  { name: 'close-before-headers', what: 'Closed before the head', right: 'error' },
  {
    name: 'gzip-false',
    what: 'Announced as compressed, but it is not',
    right: 'error',
    steps: [{ do: 'head', set: { 'Content-Encoding': 'gzip' } }],
  },
  { name: 'redirect-loop', what: 'Redirected without end', right: 'error' },
  { name: 'cut-mid-member-close-delimited', what: 'No length, closed in the middle', right: 'cannot-tell' },
  {
    name: 'reset-mid-member-close-delimited',
    what: 'No length, reset in the middle',
    right: 'error',
    steps: [CLOSE, { do: 'stream', until: MIDDLE, end: 'reset' }],
  },
  { name: 'cut-mid-member-well-formed', what: 'Correct chunks of half an export', right: 'cannot-tell' },
  { name: 'length-too-small', what: '1,000 bytes follow the end by Content-Length', right: 'cannot-tell' },
  { name: 'gzip-unannounced', what: 'Compressed, not announced', right: 'cannot-tell' },
  { name: 'ok-empty', what: 'Status 200 with an empty body', right: 'cannot-tell' },
  {
    name: 'status-204',
    what: 'Status 204',
    right: 'no-export',
    steps: [{ do: 'answer', status: 204 }],
  },
  { name: 'token-expired', what: 'Status 401', right: 'no-export' },
  { name: 'rate-limited', what: 'Status 429 with Retry-After, then the export', right: 'no-export' },
  { name: 'error-500', what: 'Status 500', right: 'no-export' },
  { name: 'no-reason-phrase', what: 'Status 503 without a reason phrase', right: 'no-export' },
  {
    name: 'silent-before-headers',
    what: 'No head for ten minutes',
    right: 'error',
    steps: [{ do: 'be-silent', ms: 600_000 }],
    timeScale: 1,
  },
  { name: 'stall-and-reset', what: 'A pause of ten minutes in the middle', right: 'error', timeScale: 1 },
];

/** The scenario of a session for a situation: a name of the catalogue, or a scenario of its own. */
export function scenarioOf({ name, steps }: Situation): string | OwnScenario {
  return steps === undefined ? name : { name, rules: [{ steps }] };
}
