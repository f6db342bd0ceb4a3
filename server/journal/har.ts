import { createRequire } from 'node:module';
import { parseQuery, rawQuery } from '../http/query.ts';
import type { Exchange, ShownHeaders } from './exchange.ts';

interface Creator {
  readonly name: string;
  readonly version: string;
}

interface Named {
  readonly name: string;
  readonly value: string;
}

/** An exchange in HTTP Archive 1.2. `_exchange` holds the data for which the format has no field. */
export interface HarEntry {
  readonly startedDateTime: string;
  /** Milliseconds. */
  readonly time: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly httpVersion: string;
    readonly cookies: readonly never[];
    readonly headers: readonly Named[];
    readonly queryString: readonly Named[];
    readonly headersSize: -1;
    readonly bodySize: number;
  };
  readonly response: {
    /** 0 when there was no response. */
    readonly status: number;
    readonly statusText: string;
    readonly httpVersion: string;
    readonly cookies: readonly never[];
    readonly headers: readonly Named[];
    readonly content: { readonly size: number; readonly mimeType: string };
    readonly redirectURL: string;
    readonly headersSize: number;
    readonly bodySize: number;
  };
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
  readonly connection: string;
  readonly _exchange: Omit<Exchange, 'at' | 'request' | 'response' | 'bytes' | 'ms'>;
}

/** An HTTP Archive 1.2. */
export interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: Creator;
    readonly entries: readonly HarEntry[];
  };
}

/**
 * Converts exchanges into an HTTP Archive 1.2, which browsers and proxies can show. Exchanges under way and
 * bodies are left out; secrets are cut as in the journal.
 */
export function toHar(exchanges: readonly Exchange[]): Har {
  const { name, version } = createRequire(import.meta.url)('engage-export-kit/package.json') as Creator;
  const over = exchanges.filter(({ ending }) => ending !== 'under-way');
  return { log: { version: '1.2', creator: { name, version }, entries: over.map(entryOf) } };
}

function entryOf(exchange: Exchange): HarEntry {
  const { at, request, response, bytes, ms, ...rest } = exchange;
  const total = ms.total ?? 0;
  const wait = Math.min(ms.head ?? total, total);
  return {
    startedDateTime: at,
    time: total,
    request: {
      method: request.method,
      url: urlOf(request),
      httpVersion: `HTTP/${request.version}`,
      cookies: [],
      headers: named(request.headers),
      queryString: queryOf(request.target),
      headersSize: -1,
      bodySize: Number(headerIn(request.headers, 'content-length') ?? 0) || 0,
    },
    response: responseOf(response, bytes),
    cache: {},
    timings: { send: 0, wait, receive: total - wait },
    connection: String(request.port),
    _exchange: rest,
  };
}

/** The URL of a request. Its host is `localhost` when the target and `Host` make no valid URL. */
function urlOf({ target, headers }: Exchange['request']): string {
  if (/^https?:/i.test(target)) return target;
  const url = `http://${headerIn(headers, 'host') ?? ''}${target}`;
  return URL.canParse(url) ? url : `http://localhost${target.startsWith('/') ? '' : '/'}${target}`;
}

function responseOf(response: Exchange['response'], bytes: Exchange['bytes']): HarEntry['response'] {
  const { status = 0, reason = '', headers = [] } = response ?? {};
  const none = response === null;
  return {
    status,
    statusText: reason,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: named(headers),
    content: { size: bytes.body, mimeType: headerIn(headers, 'content-type') ?? '' },
    redirectURL: headerIn(headers, 'location') ?? '',
    headersSize: none ? -1 : bytes.head,
    bodySize: none ? -1 : bytes.body,
  };
}

function queryOf(target: string): readonly Named[] {
  const { values } = parseQuery(rawQuery(target));
  return [...values].flatMap(([name, all]) => all.map((value) => ({ name, value })));
}

function named(headers: ShownHeaders): readonly Named[] {
  return headers.map(([name, value]) => ({ name, value }));
}

function headerIn(headers: ShownHeaders, name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1];
}
