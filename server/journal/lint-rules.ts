import {
  filesOf,
  listedNetworkModels,
  listedUserModels,
  memberNameOf,
  type NetworkProfile,
  parametersOf,
} from '../../schemas/index.ts';
import { nearest, printable } from '../../schemas/text.ts';
import type { Query } from '../http/query.ts';
import { parseInstant } from '../request/instant.ts';
import type { ExchangeRecord } from './exchange-record.ts';
import { cameTooEarly } from './retries.ts';

/** A request with the data that the rules need. */
export interface Asked {
  readonly record: ExchangeRecord;
  readonly operation: 'network' | 'user' | undefined;
  readonly query: Query;
  readonly profile: NetworkProfile;
  readonly others: readonly ExchangeRecord[];
}

/** A rule that finds one kind of problem in a request. */
export interface LintRule {
  /** The source of the rule. */
  readonly source: string;
  /** Finds the problems and returns a text for each: what came and what is correct. */
  readonly find: (asked: Asked) => readonly string[];
}

/** Parameters of the mock itself: its redirects add them. */
const OWN_PARAMETERS = ['redirected'];
const DATES = ['since', 'until'];
/** The maximum length of a quoted value, characters. */
const QUOTED = 80;

/** All rules. The ids are stable. */
export const lintRules = {
  'raw-plus': {
    source: 'Observed: shipped clients send a raw +, and a form decoder turns it into a space.',
    find: ({ query }) =>
      rawPairs(query.raw)
        .filter(([name, value]) => DATES.includes(name) && value.includes('+'))
        .map(([name, value]) => `${quote(name, value)}: a raw + is a space in a query; write %2B.`),
  },
  'no-offset': {
    source:
      'Assumed: a time without an offset is UTC. Observed: public clients send local time without an offset.',
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
    source: 'Assumed: the token in the header takes precedence over the one in the query.',
    find: ({ query, record }) =>
      query.values.has('access_token') && record.header('authorization') !== undefined
        ? ['access_token: the token is both in the query and in Authorization; send only the header.']
        : [],
  },
  'unknown-parameter': {
    source: 'Observed: unknown parameters are ignored, so a misspelt one is not noticed.',
    find: unknownParameters,
  },
  'repeated-parameter': {
    source: 'Assumed: if a single-value parameter is repeated, its last non-empty value counts.',
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
    source: 'Observed: values of model and include are accepted in any case.',
    find: otherCase,
  },
  'no-user-agent': {
    source: 'RFC 9110, 10.1.5: a user agent should send User-Agent in each request.',
    find: ({ record }) =>
      (record.header('user-agent') ?? '') === ''
        ? ['no User-Agent: name your client and its version, so that the service can identify it.']
        : [],
  },
  'retry-too-early': {
    source: 'RFC 9110, 10.2.3: Retry-After says how long to wait. Observed: public clients ignore it.',
    find: ({ record, others }) => cameTooEarly(record, others),
  },
  'body-with-get': {
    source: 'RFC 9110, 9.3.1: a body of a GET request means nothing, and some servers reject it.',
    find: ({ record }) => {
      const { method } = record;
      const length = Number(record.header('content-length') ?? 0);
      const comes = length > 0 || record.header('transfer-encoding') !== undefined;
      return comes && (method === 'GET' || method === 'HEAD')
        ? [`${method} with a body: put everything into the query, and send no body.`]
        : [];
    },
  },
  'http-1.0': {
    source: 'Observed: responses to HTTP/1.0 are not chunked, and the body ends with the connection.',
    find: ({ record: { version } }) =>
      version === '1.0' ? ['HTTP/1.0: a cut export looks like a whole one; use HTTP/1.1.'] : [],
  },
  'token-on-another-host': {
    source: 'Observed: public clients send Authorization on to the host that a redirect names.',
    find: () => [],
  },
  'token-on-another-port': {
    source:
      'RFC 9110, 15.4: a client considers which headers to leave out after a redirect. curl counts a port as a host (CVE-2022-27774).',
    find: () => [],
  },
  'token-with-link': {
    source: 'Observed: the links of the Files Export API are downloaded without a token.',
    find: ({ record }) =>
      record.isDownload && record.header('authorization') !== undefined
        ? ['the token was sent with a link, which needs none: send it to the API only.']
        : [],
  },
} as const satisfies Readonly<Record<string, LintRule>>;

/** The id of a lint rule. */
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
      return `${printable(name, QUOTED)}: this parameter is unknown and ignored; ${right}.`;
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
      return [`${quote(name, written)}: is accepted; the documentation writes ${meant}.`];
    }),
  );
}

/** The names of all models as the documentation writes them. */
const modelNames = {
  user: listedUserModels(),
  current: networkNames('current'),
  legacy: networkNames('legacy'),
  '2018': networkNames('2018'),
};

function networkNames(profile: Asked['profile']): readonly string[] {
  const members = filesOf(profile).map((key) => memberNameOf(key, profile)?.replace(/\.csv$/, '') ?? key);
  return [...listedNetworkModels(profile), ...members];
}

/** Tells whether the instant depends on the assumed zone, that is, the text has no offset. */
function isWithoutOffset(text: string): boolean {
  return parseInstant(text, 'Z')?.at !== parseInstant(text, '+01:00')?.at;
}

/** Names and values before decoding, without pairs that have no value. */
function rawPairs(raw: string): readonly (readonly [name: string, value: string])[] {
  return raw.split('&').flatMap((pair) => {
    const equals = pair.indexOf('=');
    return equals === -1 ? [] : [[pair.slice(0, equals), pair.slice(equals + 1)] as const];
  });
}

function quote(name: string, value: string): string {
  return `${name}=${printable(value, QUOTED)}`;
}
