import {
  filesOf,
  listedNetworkModels,
  listedUserModels,
  memberNameOf,
  type NetworkProfile,
  nearest,
  parametersOf,
} from '../../schemas/index.ts';
import type { Query } from '../http/query.ts';
import { parseInstant } from '../request/instant.ts';
import { printable } from '../util/printable.ts';
import type { ExchangeRecord } from './recording.ts';
import { cameTooEarly } from './retries.ts';

/** A request taken apart. */
export interface Asked {
  readonly recording: ExchangeRecord;
  readonly operation: 'network' | 'user' | undefined;
  readonly query: Query;
  readonly profile: NetworkProfile;
  readonly others: readonly ExchangeRecord[];
}

/** One thing to look for in a request. */
export interface LintRule {
  /** Where it comes from. */
  readonly source: string;
  /** What was found, a text each: what came and what would be right. */
  readonly find: (asked: Asked) => readonly string[];
}

/** Parameters that no page knows and that are right all the same: redirects of the mock bring it back. */
const OWN_PARAMETERS = ['redirected'];
const DATES = ['since', 'until'];
/** Values are quoted so far. */
const QUOTED = 80;

/** Everything that is looked for. The ids are stable. */
export const lintRules = {
  'raw-plus': {
    source: 'Observed: shipped clients send a raw +, and a form decoder makes a space of it.',
    find: ({ query }) =>
      rawPairs(query.raw)
        .filter(([name, value]) => DATES.includes(name) && value.includes('+'))
        .map(([name, value]) => `${quote(name, value)}: a raw + is a space in a query; write %2B.`),
  },
  'no-offset': {
    source: 'Assumed: a time without an offset is UTC. Observed: public clients send local time so.',
    find: ({ query }) =>
      DATES.flatMap((name) => query.values.get(name)?.map((value) => [name, value.trim()] as const) ?? [])
        .filter(([, value]) => /\d[Tt ]\d/.test(value) && isWithoutOffset(value))
        .map(([name, value]) => `${quote(name, value)}: a time without an offset; end it with Z or +00:00.`),
  },
  'token-in-query': {
    source:
      'Documented: the token comes in Authorization. Observed: public clients leave it in URLs and logs.',
    find: ({ query }) =>
      query.values.has('access_token')
        ? ['access_token: the token is in the query; send it as Authorization: Bearer <token>.']
        : [],
  },
  'token-twice': {
    source: 'Assumed: of a token in the header and one in the query the header counts.',
    find: ({ query, recording }) =>
      query.values.has('access_token') && recording.header('authorization') !== undefined
        ? ['access_token: there is a token in the query and one in Authorization; send the header only.']
        : [],
  },
  'unknown-parameter': {
    source: 'Observed: parameters that nobody knows are ignored, so that a misspelt one is never noticed.',
    find: unknownParameters,
  },
  'repeated-parameter': {
    source: 'Assumed: of a parameter that holds one value the last that says something counts.',
    find: ({ query, operation }) =>
      known(operation)
        .filter(({ name, repeatable }) => !repeatable && (query.values.get(name)?.length ?? 0) > 1)
        .map(({ name }) => `${name}: came ${query.values.get(name)?.length} times; send it once.`),
  },
  'empty-parameter': {
    source: 'Assumed: a parameter without a value counts as left out.',
    find: ({ query, operation }) =>
      known(operation)
        .filter(({ name }) => query.values.get(name)?.some((value) => value.trim() === ''))
        .map(({ name }) => `${name}: came without a value; give it one or leave it out.`),
  },
  'other-case': {
    source: 'Observed: values of model and include are understood whatever their case.',
    find: otherCase,
  },
  'no-user-agent': {
    source: 'RFC 9110, 10.1.5: a user agent should send User-Agent in each request.',
    find: ({ recording }) =>
      (recording.header('user-agent') ?? '') === ''
        ? ['no User-Agent: name your client and its version, so that it can be told from others.']
        : [],
  },
  'retry-too-early': {
    source:
      'RFC 9110, 10.2.3: Retry-After says how long to wait. Observed: public clients do not look at it.',
    find: ({ recording, others }) => cameTooEarly(recording, others),
  },
  'body-with-get': {
    source: 'RFC 9110, 9.3.1: a body of a GET request means nothing, and some servers refuse it.',
    find: ({ recording }) => {
      const { method } = recording;
      const length = Number(recording.header('content-length') ?? 0);
      const comes = length > 0 || recording.header('transfer-encoding') !== undefined;
      return comes && (method === 'GET' || method === 'HEAD')
        ? [`${method} with a body: put everything into the query, and send no body.`]
        : [];
    },
  },
  'http-1.0': {
    source: 'Observed: to such a client nothing is chunked, and the body ends with the connection.',
    find: ({ recording: { version } }) =>
      version === '1.0' ? ['HTTP/1.0: a cut export looks like a whole one; use HTTP/1.1.'] : [],
  },
  'token-on-another-host': {
    source: 'Observed: public clients send Authorization on to the host that a redirect names.',
    find: () => [],
  },
} as const satisfies Readonly<Record<string, LintRule>>;

/** What a lint is called. */
export type LintId = keyof typeof lintRules;

function known(operation: Asked['operation']) {
  return operation === undefined ? [] : parametersOf(operation).filter((one) => one.in === 'query');
}

function unknownParameters({ query, operation }: Asked): readonly string[] {
  if (operation === undefined) return [];
  const names = known(operation).map(({ name }) => name);
  return [...query.values.keys()]
    .filter((name) => !names.includes(name) && !OWN_PARAMETERS.includes(name))
    .map((name) => {
      const near = nearest(name, names);
      const right = near === undefined ? `the ${operation} export has ${names.join(', ')}` : `use ${near}`;
      return `${printable(name, QUOTED)}: nobody knows this parameter, and it is ignored; ${right}.`;
    });
}

function otherCase({ query, operation, profile }: Asked): readonly string[] {
  if (operation === undefined) return [];
  const values: Readonly<Record<string, readonly string[]>> =
    operation === 'user'
      ? { model: modelNames.user }
      : { model: modelNames[profile], include: ['csv', 'all'] };
  return Object.entries(values).flatMap(([name, right]) =>
    (query.values.get(name) ?? []).flatMap((value) => {
      const written = value.trim();
      const meant = right.find((one) => one.toLowerCase() === written.toLowerCase());
      if (meant === undefined || right.includes(written)) return [];
      return [`${quote(name, written)}: is understood; the page writes ${meant}.`];
    }),
  );
}

/** Every name of a model as the pages write it. */
const modelNames = {
  user: listedUserModels(),
  current: networkNames('current'),
  legacy: networkNames('legacy'),
};

function networkNames(profile: Asked['profile']): readonly string[] {
  const members = filesOf(profile).map((key) => memberNameOf(key, profile)?.replace(/\.csv$/, '') ?? key);
  return [...listedNetworkModels(profile), ...members];
}

/** Where the zone that is taken for granted makes a difference, there is no offset. */
function isWithoutOffset(text: string): boolean {
  return parseInstant(text, 'Z')?.at !== parseInstant(text, '+01:00')?.at;
}

/** Names and values as they came, those without a value left out. */
function rawPairs(raw: string): readonly (readonly [name: string, value: string])[] {
  return raw.split('&').flatMap((pair) => {
    const equals = pair.indexOf('=');
    return equals === -1 ? [] : [[pair.slice(0, equals), pair.slice(equals + 1)] as const];
  });
}

function quote(name: string, value: string): string {
  return `${name}=${printable(value, QUOTED)}`;
}
