import { DAY_MS, SECOND_MS } from '../../schemas/durations.ts';
import type { Exchange, ExportCall } from '../../server/index.ts';

/** A request that the service answered with an export. Instants are Unix milliseconds. */
export interface Answer extends Pick<ExportCall, 'query' | 'userId'> {
  readonly since: number;
  /** The last instant in the window; earlier than `since` for an empty window. */
  readonly until: number;
  /** The service's clock at the time of the response. */
  readonly now: number;
}

/**
 * The different requests of a run that were answered with status 200 or 203, in the order of their first
 * answer. The retries of a request count as the request. `clock` is the session's.
 */
export function answersOf(exchanges: readonly Exchange[], clock: number): readonly Answer[] {
  const answers = new Map<string, Answer>();
  for (const exchange of exportRequests(exchanges)) {
    const { operation, parameters, request, response } = exchange;
    if (parameters === null || !COMPLETE.has(response?.status ?? 0)) continue;
    const now = clockOf(exchange) ?? clock;
    const { since, until } = windowOf(exchange);
    answers.set(requestIdentity(exchange), {
      query: queryOf(request.target),
      userId: operation === 'user' ? decodeURIComponent(lastPart(request.path)) : undefined,
      since,
      // Nothing is newer than the clock.
      until: Math.min(endOfSecond(until) - 1, now),
      now,
    });
  }
  return [...answers.values()];
}

/** The statuses of a whole content: a proxy that changes something on the way answers 203 for the 200. */
const COMPLETE: ReadonlySet<number> = new Set([200, 203]);

/**
 * The requests that are answered with an export of the network or a user: HEAD asks for the clock and not for
 * an export.
 */
export function exportRequests(exchanges: readonly Exchange[]): readonly Exchange[] {
  return exchanges.filter(
    ({ operation, request }) => operation !== null && operation !== 'files' && request.method !== 'HEAD',
  );
}

/**
 * The time that a request may reach beyond the window that is meant: clients request whole days, or let
 * windows overlap on purpose, and drop the rows that they have.
 */
export const BEYOND_MS = DAY_MS;

/** The first instant after the second of an instant: `until` includes the whole second that it names. */
export function endOfSecond(at: number): number {
  return Math.floor(at / SECOND_MS) * SECOND_MS + SECOND_MS;
}

/** The window of a request as the service understood it; NaN where it has none. */
export function windowOf({ parameters }: Pick<Exchange, 'parameters'>) {
  const at = (wanted: string) => Date.parse(parameters?.find(([name]) => name === wanted)?.[1] ?? '');
  return { since: at('since'), until: at('until') };
}

/**
 * Tells the requests of a run apart: equal for a request and its retries. The end of the window does not
 * count, because a client with a clock of its own moves it with each retry.
 */
export function requestIdentity({ request, parameters }: Pick<Exchange, 'request' | 'parameters'>): string {
  const named = parameters ?? [...new URLSearchParams(queryOf(request.target))];
  const fixed = named.filter(([name]) => name !== 'until').map(([name, value]) => `${name}=${value}`);
  return [request.method, request.path, ...fixed.sort()].join('\n');
}

function queryOf(target: string): string {
  const at = target.indexOf('?');
  return at === -1 ? '' : target.slice(at + 1);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The clock stands in the name of the download. */
export function clockOf({ response }: Pick<Exchange, 'response'>): number | undefined {
  const [, name = ''] =
    response?.headers.find(([header]) => header.toLowerCase() === 'content-disposition') ?? [];
  const at = /export-(\d+)\.zip/.exec(name)?.[1];
  return at === undefined ? undefined : Number(at);
}
