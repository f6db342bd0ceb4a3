import { type JsonSchema, type Mistake, pointer, shown } from '../../schemas/index.ts';
import { nearest } from '../../schemas/text.ts';
import type { Exchange } from './exchange.ts';
import type { ExchangeRecord } from './exchange-record.ts';
import { lintRules } from './lint-rules.ts';

/** A filter of the journal. An exchange must match every condition. */
export interface RequestFilter {
  /**
   * The id of the session; `main` is the server's own.
   *
   * @default all sessions
   */
  readonly session?: string | undefined;
  /** Only exchanges with a greater `id`. */
  readonly after?: number | undefined;
  /** The method, in upper or lower case. */
  readonly method?: string | undefined;
  /** The path without query and without `/s/<session>`; a `*` at the end matches any rest. */
  readonly path?: string | undefined;
  /** A status such as `404`, or a class such as `4xx`. */
  readonly status?: number | string | undefined;
  /** The name of the scenario of the request. */
  readonly scenario?: string | undefined;
  readonly ending?: Exchange['ending'] | undefined;
  /** The id of a lint that the request has. */
  readonly lint?: string | undefined;
  /**
   * The maximum number of exchanges: the latest ones, or with `after` the first ones after it.
   *
   * @default 1000
   */
  readonly limit?: number | undefined;
}

/** The names that a filter may use. */
export interface Known {
  readonly sessions: readonly string[];
  readonly scenarios: readonly string[];
}

interface Field {
  readonly expected: string;
  /** The form of valid values. Names that exist only while the server runs are any text. */
  readonly schema: JsonSchema;
  /** Tells whether the value is valid. */
  readonly fits: (value: unknown, known: Known) => boolean;
  /** The possible values, for a suggestion. */
  readonly values?: (known: Known) => readonly string[];
}

export const MOST_LISTED = 10_000;
const endings = ['complete', 'aborted', 'cut', 'under-way'] as const satisfies readonly Exchange['ending'][];

/** A name that exists while the server runs. */
const named = (expected: string, values: (known: Known) => readonly string[]): Field => ({
  expected,
  schema: { type: 'string' },
  values,
  fits: (value, known) => values(known).includes(String(value)),
});
const oneOf = (words: readonly string[]): Field => ({
  ...named(`one of ${words.join(', ')}`, () => words),
  schema: { type: 'string', enum: words },
});
const whole = (minimum: number, maximum: number): Field => ({
  expected: `a whole number from ${minimum} to ${maximum}`,
  schema: { type: 'integer', minimum, maximum },
  fits: (value) => Number.isSafeInteger(value) && Number(value) >= minimum && Number(value) <= maximum,
});
const like = (expected: string, pattern: RegExp, types: readonly string[] = ['string']): Field => ({
  expected,
  schema: { type: 'string', pattern: pattern.source },
  fits: (value) => types.includes(typeof value) && pattern.test(String(value)),
});

const fields: { readonly [K in keyof Required<RequestFilter>]: Field } = {
  session: named('the id of a session', ({ sessions }) => sessions),
  after: whole(0, Number.MAX_SAFE_INTEGER),
  method: like('a method such as GET', /^[A-Za-z-]{1,20}$/),
  path: like('a path such as /api/v1/export, or its beginning and *', /^\/[^?#*]*\*?$/),
  status: like('a status such as 404, or a class such as 4xx', /^[1-5](?:\d\d|xx)$/, ['string', 'number']),
  scenario: named('the name of a scenario', ({ scenarios }) => scenarios),
  ending: oneOf(endings),
  lint: oneOf(Object.keys(lintRules)),
  limit: whole(1, MOST_LISTED),
};

/** The JSON Schema of each field of a filter. */
export const filterSchemas: Readonly<Record<keyof RequestFilter, JsonSchema>> = Object.fromEntries(
  Object.entries(fields).map(([name, { schema }]) => [name, schema]),
) as Record<keyof RequestFilter, JsonSchema>;

/** The fields of a filter with numeric values. */
export const numericFields: readonly string[] = ['after', 'limit'];

/** Finds the mistakes in a filter. `others` are further valid names with another meaning. */
export function filterMistakes(filter: object, known: Known, others: readonly string[] = []): Mistake[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    if (value === undefined || others.includes(name)) return [];
    const path = pointer('', name);
    const names = [...Object.keys(fields), ...others];
    const field = Object.hasOwn(fields, name) ? fields[name as keyof typeof fields] : undefined;
    if (field === undefined) {
      return [{ path, text: `expected one of ${names.join(', ')}, got ${meant(name, names)}` }];
    }
    if (field.fits(value, known)) return [];
    const values = field.values?.(known) ?? [];
    return [{ path, text: `expected ${field.expected}, got ${meant(value, values)}` }];
  });
}

function meant(value: unknown, candidates: readonly string[]): string {
  const near = nearest(String(value), candidates);
  return `${shown(value)}.${near === undefined ? '' : ` Did you mean ${near}?`}`;
}

/** Tells whether a record matches the filter; `lint` is not checked. */
export function fits(record: ExchangeRecord, filter: RequestFilter): boolean {
  const { session, after = 0, method, path, status, scenario, ending } = filter;
  return (
    record.id > after &&
    (session === undefined || record.session === session) &&
    (method === undefined || record.method === method.toUpperCase()) &&
    (path === undefined || fitsPath(record.path, path)) &&
    (status === undefined || fitsStatus(record.status, String(status))) &&
    (scenario === undefined || record.scenario?.name === scenario) &&
    (ending === undefined || (record.ending ?? 'under-way') === ending)
  );
}

function fitsPath(path: string, wanted: string): boolean {
  return wanted.endsWith('*') ? path.startsWith(wanted.slice(0, -1)) : path === wanted;
}

function fitsStatus(status: number | undefined, wanted: string): boolean {
  const text = String(status ?? '');
  return wanted.endsWith('xx') ? text.length === 3 && text[0] === wanted[0] : text === wanted;
}
