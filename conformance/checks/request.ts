import { SECOND_MS } from '../../schemas/durations.ts';
import type { Exchange } from '../../server/index.ts';
import { BEYOND_MS, exportRequests, requestIdentity, windowOf } from '../compare/answers.ts';
import { filesRequestOf, filesRequests } from '../compare/files-exchanges.ts';
import type { RunObservation } from '../model/observation.ts';
import { type Check, demandWith, held, unsupported } from './check.ts';

/** The requests of the API. */
const allOf = ({ exchanges }: RunObservation): readonly Exchange[] =>
  exchanges.filter(({ operation }) => operation !== null);

/** The requests that need a token: a link of the Files Export API needs none. */
const exportsOf = (seen: RunObservation): readonly Exchange[] =>
  allOf(seen).filter((exchange) => filesRequestOf(exchange) !== 'download');

/** The requests that have a window. */
const windowsOf = ({ run, exchanges }: RunObservation): readonly Exchange[] =>
  run.operation === 'files' ? filesRequests(exchanges, 'create') : exportRequests(exchanges);

function targets(exchanges: readonly Exchange[]): string {
  return exchanges.length === 0 ? 'no request' : exchanges.map(({ request }) => request.target).join(', ');
}

/** A check that passes when at least one request was made and each request is right. */
function each(
  demand: string,
  right: (exchange: Exchange, seen: RunObservation, of: string) => boolean,
  inWords: (of: string) => string = (of) => of,
  requestsOf: (seen: RunObservation) => readonly Exchange[] = exportsOf,
): Check {
  return {
    demand,
    inWords,
    judge: (seen, { of = '' }) => {
      const asked = requestsOf(seen);
      const wrong = asked.filter((exchange) => !right(exchange, seen, of));
      const expected = demandWith({ demand, inWords }, of);
      return held(
        asked.length > 0 && wrong.length === 0,
        expected,
        targets(wrong.length > 0 ? wrong : asked),
      );
    },
  };
}

/** The values of a parameter as they arrived, valid or not. */
function sent({ request: { target } }: Exchange, name: string): readonly string[] {
  return new URLSearchParams(target.slice(target.indexOf('?') + 1)).getAll(name);
}

function headerOf({ request: { headers } }: Exchange, name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1];
}

function understood({ parameters }: Exchange, name: string): string | undefined {
  return parameters?.find(([one]) => one === name)?.[1];
}

/** The faults of a request that the service remarks on, as noun phrases. */
const remarks: Readonly<Record<string, string>> = {
  'retry-too-early': 'a retry before Retry-After is over',
  'token-on-another-host': 'the token in a request to another host',
  'token-on-another-port': 'the token in a request to another port',
  'token-in-query': 'the token in the URL',
  'token-with-link': 'the token in the download of a link',
  'raw-plus': 'a plus sign that is not encoded',
  'no-offset': 'a time without an offset',
  'no-user-agent': 'a missing User-Agent',
  'unknown-parameter': 'a parameter that the API does not have',
};

/** The time in which a client that makes several requests at once sends others before it reads a response. */
const IN_FLIGHT_MS = 100;

/**
 * Tells whether a run sent a request before it could have read a response. Such a request can only be too
 * early for a response of the run before, of which the client may know nothing.
 */
function isWithoutResponse({ ms, request }: Exchange, all: readonly Exchange[]): boolean {
  return all.every((other) => {
    const isSame = other.request.target === request.target;
    return (
      ms.start <= other.ms.start + (other.ms.total ?? Number.POSITIVE_INFINITY) + (isSame ? 0 : IN_FLIGHT_MS)
    );
  });
}

const makesNoRemark = each(
  'No request has this fault: {of}',
  (exchange, seen, of) => {
    const isExcused = of === 'retry-too-early' && isWithoutResponse(exchange, allOf(seen));
    return isExcused || exchange.lints.every(({ id }) => id !== of);
  },
  (of) => remarks[of] ?? of,
  allOf,
);

/** Checks on the requests that the client sends. */
export const requestChecks = {
  'asks-for': {
    demand: 'The requests of the run together ask for the given {of}',
    judge: (seen, { of = '' }) => {
      const asked = windowsOf(seen);
      return held(asked.length > 0 && covers(of, asked, seen), expectedOf(of, seen), targets(asked));
    },
  },
  'asks-for-no-more': {
    demand: 'No request of the run reaches beyond the given {of}',
    judge: (seen, { of = '' }) => {
      const beyond = exportRequests(seen.exchanges).filter((exchange) => isBeyond(of, exchange, seen));
      const asked = beyond.length > 0 ? beyond : exportRequests(seen.exchanges);
      return held(asked.length > 0 && beyond.length === 0, expectedOf(of, seen), targets(asked));
    },
  },
  'sends-the-token-in-the-header': each('The token is sent in the Authorization header', ({ request }) =>
    request.headers.some(([name, value]) => /^authorization$/i.test(name) && /^bearer /i.test(value)),
  ),
  'sends-as-meant': {
    demand: '{of} arrives unchanged, whatever characters it has',
    judge: (seen, { of = '' }) => {
      const asked = exportRequests(seen.exchanges);
      const meant = new Set<string>([Reflect.get(seen.values, of) ?? []].flat());
      const got = new Set(asked.flatMap((exchange) => sent(exchange, of)));
      const same = got.size === meant.size && [...got].every((one) => meant.has(one));
      return held(asked.length > 0 && same, expectedOf(of, seen), targets(asked));
    },
  },
  'keeps-the-base-path': each(
    'The path of the base URL is kept in front of the path of the export',
    (exchange, { values }) => exchange.request.target.startsWith(`${new URL(values.base_url).pathname}/`),
  ),
  'accepts-a-zip': each('An Accept header, if there is one, allows a ZIP', (exchange) =>
    /application\/(?:zip|\*)|\*\/\*/i.test(headerOf(exchange, 'accept') ?? '*/*'),
  ),
  'makes-no-remark': {
    ...makesNoRemark,
    judge: (seen, spec, all) =>
      spec.of === 'token-with-link' && filesRequests(seen.exchanges, 'download').length === 0
        ? unsupported('No request for a link reached the service.')
        : makesNoRemark.judge(seen, spec, all),
  },
  'asks-so-often': {
    demand: 'The run makes {of} for the same export',
    inWords: rangeText,
    judge: (seen, { of = '1' }) => {
      const [least = '1', most = least] = of.split('-');
      const counts = triesOf(exportsOf(seen));
      const count = Math.max(0, ...counts);
      const others = counts.length > 1 ? `, of ${counts.length} different ones` : '';
      return held(
        count >= Number(least) && count <= Number(most),
        `${rangeText(of)} for the same export`,
        `${rangeText(String(count))}${others}`,
      );
    },
  },
} as const satisfies Readonly<Record<string, Check>>;

/** `1 request`, `1 to 3 requests`. */
function rangeText(range: string): string {
  return `${range.replace('-', ' to ')} request${range === '1' ? '' : 's'}`;
}

/** The number of requests for each different export. */
function triesOf(exchanges: readonly Exchange[]): readonly number[] {
  const tries = new Map<string, number>();
  for (const exchange of exchanges) {
    const identity = requestIdentity(exchange);
    tries.set(identity, (tries.get(identity) ?? 0) + 1);
  }
  return [...tries.values()];
}

/**
 * Tells whether the requests together ask for the given value of a parameter. A client may make others too,
 * such as one that tells it the time: their rows are judged in the output.
 */
function covers(of: string, asked: readonly Exchange[], { values }: RunObservation): boolean {
  if (of === 'since' || of === 'until') return coversInstant(of, asked, Date.parse(values[of] ?? ''));
  if (of === 'model' || of === 'network') {
    // Without the parameter, the service understands all values.
    const naming = asked.filter((exchange) => sent(exchange, of).length > 0);
    const got = new Set(naming.flatMap((exchange) => understood(exchange, of)?.split(', ') ?? []));
    const several = values[of] ?? [];
    return several.every((one) => [...got].some((each) => each.includes(one)));
  }
  const meant = Reflect.get(values, of) as string | undefined;
  return asked.some((exchange) => understood(exchange, of) === meant);
}

function coversInstant(of: 'since' | 'until', asked: readonly Exchange[], meant: number): boolean {
  const windows = asked
    .map(windowOf)
    .filter(({ since }) => !Number.isNaN(since))
    .sort((left, right) => left.since - right.since);
  const [first] = windows;
  if (first === undefined) return false;
  if (of === 'since') return first.since <= meant && first.since >= meant - BEYOND_MS;
  let reached = first.until;
  // `until` includes the whole second that it names.
  for (const { since, until } of windows)
    if (since <= reached + SECOND_MS) reached = Math.max(reached, until);
  return reached + SECOND_MS > meant && reached <= meant + BEYOND_MS;
}

function isBeyond(of: string, exchange: Exchange, { values }: RunObservation): boolean {
  const { since, until } = windowOf(exchange);
  return of === 'since'
    ? !(since >= Date.parse(values.since ?? ''))
    : !(until < Date.parse(values.until ?? '') + SECOND_MS);
}

function expectedOf(of: string, { values }: RunObservation): string {
  return `${of} ${[Reflect.get(values, of) ?? 'left out'].flat().join(', ')}`;
}
