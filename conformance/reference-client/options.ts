import { parseArgs } from 'node:util';
import type { Operation } from '../model/client-description.ts';
import { UnsupportedError, UsageError } from './failure.ts';
import { parseInstant } from './instant.ts';

/** The waiting times of the client, and its number of requests. */
export interface Limits {
  /** Until a connection is made. */
  readonly connectMs: number;
  /** From the request to the head of the answer. A large export is slow to begin. */
  readonly firstByteMs: number;
  /** The longest time without a byte in the middle of a response. The whole response has no limit. */
  readonly stallMs: number;
  /** Requests for one export, the first one included; those that follow a redirect are not counted. */
  readonly tries: number;
  /** The wait after the first try where the server names none; it doubles with each further one. */
  readonly firstWaitMs: number;
  /** The maximum wait; if the server demands a longer one, the next run retries. */
  readonly longestWaitMs: number;
  /** The wait before the first request for a status; it grows with each further one. */
  readonly pollWaitMs: number;
  /** The longest time to wait for an export request. */
  readonly jobMs: number;
}

/** The complete options of the client. Instants are Unix milliseconds. */
export interface ReferenceOptions {
  readonly operation: Operation;
  readonly baseUrl: URL;
  readonly since: number | undefined;
  readonly until: number | undefined;
  readonly models: readonly string[];
  readonly include: string | undefined;
  readonly networks: readonly string[];
  readonly includeEns: string | undefined;
  readonly userId: string | undefined;
  readonly excludeFiles: string | undefined;
  /** The folder for exports. */
  readonly out: string;
  /** The folder for the watermark; undefined unless the run is a resume. */
  readonly state: string | undefined;
  /** The address that gives tokens to those who sign in; undefined for a given token. */
  readonly signIn: URL | undefined;
  /** The file that keeps the tokens of a sign-in; undefined for a new sign-in in each run. */
  readonly tokenFile: string | undefined;
  readonly limits: Limits;
}

const MOST_TRIES = 4;
const LONGEST_WAIT_MS = 15 * 60_000;

/** Flags that may stand without a value, which is `true` then. */
const BARE = ['--include-ens', '--exclude-files'];

const single = { type: 'string' } as const;
const flags = {
  'base-url': single,
  since: single,
  until: single,
  model: { type: 'string', multiple: true },
  include: single,
  network: { type: 'string', multiple: true },
  'include-ens': single,
  'user-id': single,
  'exclude-files': single,
  out: single,
  state: single,
  resume: { type: 'boolean' },
  files: { type: 'boolean' },
  'sign-in': single,
  'token-file': single,
  'connect-limit': { type: 'string', default: '10' },
  'first-byte-limit': { type: 'string', default: '150' },
  'stall-limit': { type: 'string', default: '20' },
  'retry-wait': { type: 'string', default: '1' },
  'poll-wait': { type: 'string', default: '10' },
  'job-limit': { type: 'string', default: '14400' },
} as const;

type Values = ReturnType<typeof parsed>;

function parsed(args: readonly string[]) {
  const written = args.map((arg) => (BARE.includes(arg) ? `${arg}=true` : arg));
  return parseArgs({ args: written, options: flags, strict: true }).values;
}

/**
 * Reads the flags.
 *
 * @throws {UsageError} A flag is invalid.
 * @throws {UnsupportedError} The client does not support the combination.
 */
export function readArguments(args: readonly string[]): ReferenceOptions {
  const values = valuesOf(args);
  const operation = operationOf(values);
  const options = {
    operation,
    baseUrl: addressOf('--base-url', values['base-url']),
    since: instant('--since', values.since),
    until: instant('--until', values.until),
    models: values.model ?? [],
    include: choice('--include', values.include, ['csv', 'all']),
    networks: values.network ?? [],
    includeEns: choice('--include-ens', values['include-ens'], ['true', 'false']),
    userId: values['user-id'],
    excludeFiles: choice('--exclude-files', values['exclude-files'], ['true', 'false']),
    out: given('--out', values.out),
    state: operation === 'resume' ? given('--state', values.state) : undefined,
    signIn: values['sign-in'] === undefined ? undefined : addressOf('--sign-in', values['sign-in']),
    tokenFile: values['token-file'],
    limits: {
      connectMs: milliseconds('--connect-limit', values['connect-limit']),
      firstByteMs: milliseconds('--first-byte-limit', values['first-byte-limit']),
      stallMs: milliseconds('--stall-limit', values['stall-limit']),
      tries: MOST_TRIES,
      firstWaitMs: milliseconds('--retry-wait', values['retry-wait']),
      longestWaitMs: LONGEST_WAIT_MS,
      pollWaitMs: milliseconds('--poll-wait', values['poll-wait']),
      jobMs: milliseconds('--job-limit', values['job-limit']),
    },
  };
  checkWindow(options);
  return options;
}

function valuesOf(args: readonly string[]): Values {
  try {
    return parsed(args);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function operationOf(values: Values): Operation {
  if (values.files) {
    if (values['user-id'] === undefined && !values.resume) return 'files';
    throw new UnsupportedError('an export of files is one of the network: leave --user-id and --resume out.');
  }
  if (values['user-id'] === undefined) return values.resume ? 'resume' : 'network';
  if (values.resume) throw new UnsupportedError('a user export has no window to resume: leave --resume out.');
  return 'user';
}

function checkWindow({ operation, since, until }: ReferenceOptions): void {
  if (operation === 'network' && since === undefined) {
    throw new UsageError('expected --since, got none: an export of the network needs a beginning.');
  }
  if (operation === 'files' && (since === undefined || until === undefined)) {
    throw new UsageError('expected --since and --until, got one or none: an export of files needs both.');
  }
  if (operation !== 'resume' && since !== undefined && until !== undefined && until < since) {
    throw new UsageError('expected --until after --since, got an earlier instant.');
  }
}

function addressOf(flag: string, text: string | undefined): URL {
  const given = text ?? '';
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isPlain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (url === undefined || !isPlain || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`expected ${flag} with http:// or https:// and no credentials or query.`);
  }
  return url;
}

function instant(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = parseInstant(text);
  if (at === undefined) throw new UsageError(`expected ${flag} as 2024-06-30T12:00:00Z, got ${text}.`);
  return at;
}

function choice(flag: string, text: string | undefined, words: readonly string[]): string | undefined {
  if (text === undefined || words.includes(text)) return text;
  throw new UsageError(`expected ${flag} to be ${words.join(' or ')}, got ${text}.`);
}

function given(flag: string, text: string | undefined): string {
  if (text === undefined || text === '') throw new UsageError(`expected ${flag} with a folder, got none.`);
  return text;
}

function milliseconds(flag: string, text: string): number {
  const seconds = Number(text);
  if (text !== '' && seconds > 0 && seconds <= 86_400) return seconds * 1000;
  throw new UsageError(`expected ${flag} in seconds, more than 0 and at most 86400, got ${text}.`);
}
