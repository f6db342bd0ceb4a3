import { nearest } from '../../schemas/text.ts';
import type { Query } from '../http/query.ts';
import { parseInstant } from './instant.ts';

/** Names that clients send instead of `since`, in lower case. */
const LIKE_SINCE: ReadonlySet<string> = new Set([
  'from',
  'fromdate',
  'start',
  'startat',
  'startdate',
  'starttime',
  'begin',
  'after',
]);
const DATE = '2020-02-09T00:00:00Z';

/** The parameter that was sent instead of `since`, and the correction; `undefined` when there is none. */
export function insteadOfSince({ values }: Query): string | undefined {
  for (const [name, all] of values) {
    if (name === 'since' || !isLikeSince(name)) continue;
    const value = all.at(-1)?.trim() ?? '';
    const right =
      parseInstant(value) === undefined ? `an ISO 8601 date, as since=${DATE}` : `since=${escaped(value)}`;
    return `${name} is not read: names of parameters are exact; send ${right}`;
  }
  return undefined;
}

function isLikeSince(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[^a-z]/g, '');
  return LIKE_SINCE.has(plain) || plain.includes('since') || nearest(plain, ['since']) !== undefined;
}

/** A value escaped for a query, except for colons. */
function escaped(value: string): string {
  return encodeURIComponent(value).replaceAll('%3A', ':');
}

/**
 * The correction for one `model` value that names several models; `undefined` when no value does. `supported`
 * are the valid names.
 */
export function severalModels(names: readonly string[], supported: readonly string[]): string | undefined {
  const several = names.find((name) => /[,;|\s]/.test(name));
  if (several === undefined) return undefined;
  const query = several.split(/[,;|\s]/).flatMap((part) => {
    const model = nearest(part.replaceAll(/[^\w.-]/g, '').replace(/\.csv$/i, ''), supported);
    return model === undefined ? [] : `model=${model}`;
  });
  if (query.length === 0) return undefined;
  return `model=${several}: repeat the parameter for each model: ${[...new Set(query)].join('&')}`;
}

const TRUE: ReadonlySet<string> = new Set(['1', 'yes', 'y', 'on', 't']);
const FALSE: ReadonlySet<string> = new Set(['0', 'no', 'n', 'off', 'f']);

/** The boolean that a similar word stands for. */
export function meantBoolean(text: string): 'true' | 'false' | undefined {
  const word = text.toLowerCase();
  if (TRUE.has(word)) return 'true';
  return FALSE.has(word) ? 'false' : undefined;
}

const NETWORK = '/api/v1/export';
const USER = '/api/v1/export/users/{user_id}';
const OF_A_USER = /\/(?:users?|export)[/=](\d{1,19})(?:\/|$)/;
const SPELLED_USER = /\/users?(?:[/=]|$)/;

/** The valid path that is nearest to an invalid one; `base` is the part before the paths of a session. */
export function meantPath(path: string, base = ''): string {
  const plain = decoded(path)
    .toLowerCase()
    .replaceAll(/\/{2,}/g, '/')
    .replace(/;.*$/s, '')
    .replace(/\.(?:json|zip|csv)$/, '');
  const id = OF_A_USER.exec(plain)?.[1];
  if (id !== undefined) return `${base}${USER}, as ${base}${USER.replace('{user_id}', id)}`;
  return base + (SPELLED_USER.test(plain) ? USER : NETWORK);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The parameters of each export, and those of authentication and redirects. */
const KNOWN = {
  network: new Set([
    'since',
    'until',
    'model',
    'include',
    'network',
    'include_ens',
    'access_token',
    'redirected',
  ]),
  user: new Set(['model', 'exclude_files', 'access_token', 'redirected']),
} as const;

/** The parameter names that an export does not read, each once. */
export function ignoredParameters(path: string, { values }: Query): readonly string[] {
  const [, operation] = /\/api\/v1\/export(\/users\/[^/]+)?$/.exec(path) ?? [undefined, null];
  if (operation === null) return [];
  const known: ReadonlySet<string> = KNOWN[operation === undefined ? 'network' : 'user'];
  return [...values.keys()].filter((name) => !known.has(name));
}
