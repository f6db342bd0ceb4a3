import type { Exchange } from '../../journal/index.ts';

/** The options of the network of a session, as the control API shows them. */
export interface NetworkOptions {
  readonly seed: string;
  readonly size: string;
  readonly profile: string;
}

/** The headers that curl sets itself. */
const OWN_HEADERS = /^(?:host|connection|content-length|transfer-encoding|proxy-connection)$/i;

/**
 * The exchange as a curl command line for a POSIX shell.
 *
 * @param origin The origin of the server.
 */
export function curlOf({ request, session }: Exchange, origin: string): string {
  const { method, target, path } = request;
  const query = target.includes('?') ? target.slice(target.indexOf('?')) : '';
  const base = session === 'main' ? '' : `/s/${session}`;
  const how = method === 'GET' ? [] : method === 'HEAD' ? ['--head'] : ['-X', quoted(method)];
  const headers = request.headers
    .filter(([name]) => !OWN_HEADERS.test(name))
    .flatMap(([name, value]) => ['-H', quoted(`${name}: ${value}`)]);
  return [
    'curl',
    '-sS',
    '-D',
    '-',
    '-o',
    'answer',
    ...how,
    ...headers,
    quoted(origin + base + path + query),
  ].join(' ');
}

/**
 * The exchange as a test for node:test: a server with the same network, a session with the same scenario and
 * clock, the same request, and how it ended.
 */
export function testOf(exchange: Exchange, { seed, size, profile }: NetworkOptions): string {
  const { request, scenario, ending, at, response } = exchange;
  const query = request.target.includes('?') ? request.target.slice(request.target.indexOf('?')) : '';
  const network = size === 'custom' ? { seed } : { size, seed };
  const session = { ...(scenario && { scenario: scenario.name }), now: at };
  const name = `${request.method} ${request.path}${scenario ? ` in ${scenario.name}` : ''}`;
  const method = request.method === 'GET' ? '' : ` method: ${literal(request.method)},`;
  const ended = ending === 'under-way' ? {} : { ending };
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from 'engage-export-kit';

test(${literal(name)}, async (t) => {
  const server = await startServer(${literal({ ...network, profile })});
  t.after(() => server.close());
  const session = await server.session(${literal(session)});
  const seen = session.waitForRequest(${literal({ method: request.method, ...ended })});
  // Run your client here instead, with session.url and session.token.
  const headers = { authorization: 'Bearer ' + session.token };
  await fetch(session.url + ${literal(request.path + query)}, {${method} headers })
    .then((response) => response.arrayBuffer())
    .catch(() => {});
  const exchange = await seen;
  assert.equal(exchange?.response?.status, ${response?.status});
});
`;
}

/** A word for a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A value as a JavaScript literal; line separators are escaped for older parsers. */
function literal(value: unknown): string {
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`);
}
