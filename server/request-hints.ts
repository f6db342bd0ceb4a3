import type { Query } from './query.ts';

/** Names that people send when they mean `since`. */
const LIKE_SINCE: ReadonlySet<string> = new Set([
  'since',
  'from',
  'start',
  'begin',
  'after',
  'startdate',
  'fromdate',
  'sincedate',
  'startat',
  'starttime',
]);

/** What was sent in the place of `since`, and what is right; undefined when nothing was. */
export function insteadOfSince({ values }: Query): string | undefined {
  for (const [name, [value = '']] of values) {
    const plain = name.toLowerCase().replaceAll(/[^a-z]/g, '');
    if (name !== 'since' && LIKE_SINCE.has(plain))
      return `${name} is not read: names of parameters are exact; send since=${value}`;
  }
  return undefined;
}

/** How several models are asked for, where one value names several; undefined for one that does not. */
export function severalModels(names: readonly string[]): string | undefined {
  const several = names.find((name) => /[,;|]/.test(name));
  if (several === undefined) return undefined;
  const parts = several.split(/[,;|]/).map((part) => part.trim());
  const query = parts.filter((part) => part !== '').map((part) => `model=${part}`);
  return `model=${several}: the parameter is repeated for each model: ${query.join('&')}`;
}

const NETWORK = '/api/v1/export';
const USER = '/api/v1/export/users/{user_id}';
const SPELLED_USER = /\/users?(?:\/|=|$)/;
const ID = /\/(\d{1,20})(?:\/|$)/;

/** The path that was meant by another one. */
export function meantPath(path: string): string {
  const plain = path
    .toLowerCase()
    .replaceAll(/\/{2,}/g, '/')
    .replace(/\.(?:json|zip|csv)$/, '');
  const id = ID.exec(plain)?.[1];
  if (id !== undefined) return `${USER}, as ${USER.replace('{user_id}', id)}`;
  return SPELLED_USER.test(plain) ? USER : NETWORK;
}

/** The parameters of each export, and those that belong to the way of asking. */
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

/** The names of parameters of an export that nobody reads, each once. */
export function ignoredParameters(path: string, { values }: Query): readonly string[] {
  const [, operation] = /\/api\/v1\/export(\/users\/[^/]+)?$/.exec(path) ?? [undefined, null];
  if (operation === null) return [];
  const known: ReadonlySet<string> = KNOWN[operation === undefined ? 'network' : 'user'];
  return [...values.keys()].filter((name) => !known.has(name));
}
