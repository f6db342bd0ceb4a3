import { nearest } from '../../schemas/index.ts';
import { type Mistake, pointer, shown } from '../scenarios/index.ts';
import type { Exchange } from './exchange.ts';
import { lintRules } from './lint-rules.ts';
import type { ExchangeRecord } from './recording.ts';

/** Which exchanges are meant: those that fit everything that is said here. */
export interface RequestFilter {
  /** Id of the session; `main` is the server's own. Default: all of them. */
  readonly session?: string | undefined;
  /** Only those with a greater `id`. */
  readonly after?: number | undefined;
  /** `GET`, whatever its case. */
  readonly method?: string | undefined;
  /** The path without query and without `/s/<session>`; a `*` at the end stands for anything. */
  readonly path?: string | undefined;
  /** A status as `404`, or all of a kind as `4xx`. */
  readonly status?: number | string | undefined;
  /** The scenario that held. */
  readonly scenario?: string | undefined;
  readonly ending?: Exchange['ending'] | undefined;
  /** Something that was found in the request, by its id. */
  readonly lint?: string | undefined;
  /** So many at most: the latest, or those that come first after `after`. Default 1000. */
  readonly limit?: number | undefined;
}

/** What a filter may name. */
export interface Known {
  readonly sessions: readonly string[];
  readonly scenarios: readonly string[];
}

interface Field {
  readonly expected: string;
  /** Whether a value is as it should be. */
  readonly fits: (value: unknown, known: Known) => boolean;
  /** The values there are, to find the one that was meant. */
  readonly values?: (known: Known) => readonly string[];
}

export const MOST_LISTED = 10_000;
const endings = ['complete', 'aborted', 'cut', 'under-way'] as const satisfies readonly Exchange['ending'][];

const oneOf = (expected: string, values: (known: Known) => readonly string[]): Field => ({
  expected,
  values,
  fits: (value, known) => values(known).includes(String(value)),
});
const whole = (least: number, most: number): Field => ({
  expected: `a whole number from ${least} to ${most}`,
  fits: (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
});

const fields: { readonly [K in keyof Required<RequestFilter>]: Field } = {
  session: oneOf('the id of a session', ({ sessions }) => sessions),
  after: whole(0, Number.MAX_SAFE_INTEGER),
  method: {
    expected: 'a method as GET',
    fits: (value) => typeof value === 'string' && /^[A-Za-z-]{1,20}$/.test(value),
  },
  path: {
    expected: 'a path as /api/v1/export, or its beginning and *',
    fits: (value) => typeof value === 'string' && /^\/[^?#*]*\*?$/.test(value),
  },
  status: {
    expected: 'a status as 404, or a kind as 4xx',
    fits: (value) => /^[1-5](?:\d\d|xx)$/.test(String(value)),
  },
  scenario: oneOf('the name of a scenario', ({ scenarios }) => scenarios),
  ending: oneOf(`one of ${endings.join(', ')}`, () => endings),
  lint: oneOf(`one of ${Object.keys(lintRules).join(', ')}`, () => Object.keys(lintRules)),
  limit: whole(1, MOST_LISTED),
};

/** The names of a filter whose values are numbers. */
export const numericFields: readonly string[] = ['after', 'limit'];

/** What is wrong with a filter; nothing when all can be meant. `others` are names that are right and mean something else. */
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

/** Whether a recording fits all but what is found in its request. */
export function fits(recording: ExchangeRecord, filter: RequestFilter): boolean {
  const { session, after = 0, method, path, status, scenario, ending } = filter;
  return (
    recording.id > after &&
    (session === undefined || recording.session === session) &&
    (method === undefined || recording.method === method.toUpperCase()) &&
    (path === undefined || fitsPath(recording.path, path)) &&
    (status === undefined || fitsStatus(recording.status, String(status))) &&
    (scenario === undefined || recording.scenario?.name === scenario) &&
    (ending === undefined || (recording.ending ?? 'under-way') === ending)
  );
}

function fitsPath(path: string, wanted: string): boolean {
  return wanted.endsWith('*') ? path.startsWith(wanted.slice(0, -1)) : path === wanted;
}

function fitsStatus(status: number | undefined, wanted: string): boolean {
  const text = String(status ?? '');
  return wanted.endsWith('xx') ? text.length === 3 && text[0] === wanted[0] : text === wanted;
}
