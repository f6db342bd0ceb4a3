import type { Exchange } from '../../journal/index.ts';
import { json, shellWord } from '../components/format.ts';

/** The options of the network of a session, as the control API shows them. */
export interface NetworkOptions {
  readonly seed: string;
  readonly size: string;
  readonly profile: string;
}

/** The headers that curl sets itself. */
const OWN_HEADERS = /^(?:host|connection|content-length|transfer-encoding|proxy-connection)$/i;

/**
 * The exchange as a curl command line for a shell.
 *
 * @param origin The origin of the server.
 */
export function curlOf({ request, session }: Exchange, origin: string): string {
  const { method, target, path } = request;
  const query = target.includes('?') ? target.slice(target.indexOf('?')) : '';
  const base = session === 'main' ? '' : `/s/${session}`;
  const how = method === 'GET' ? [] : method === 'HEAD' ? ['--head'] : ['-X', shellWord(method)];
  const headers = request.headers
    .filter(([name]) => !OWN_HEADERS.test(name))
    .flatMap(([name, value]) => ['-H', shellWord(`${name}: ${value}`)]);
  return [
    'curl',
    '-sS',
    '-D',
    '-',
    '-o',
    'answer',
    ...how,
    ...headers,
    shellWord(origin + base + path + query),
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
  const method = request.method === 'GET' ? '' : ` method: ${json(request.method)},`;
  const ended = ending === 'under-way' ? {} : { ending };
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from 'engage-export-kit';

test(${json(name)}, async (t) => {
  const server = await startServer(${json({ ...network, profile })});
  t.after(() => server.close());
  const session = await server.session(${json(session)});
  const seen = session.waitForRequest(${json({ method: request.method, ...ended })});
  // Run your client here instead, with session.url and session.token.
  const headers = { authorization: 'Bearer ' + session.token };
  await fetch(session.url + ${json(request.path + query)}, {${method} headers })
    .then((response) => response.arrayBuffer())
    .catch(() => {});
  const exchange = await seen;
  assert.equal(exchange?.response?.status, ${response?.status});
});
`;
}
