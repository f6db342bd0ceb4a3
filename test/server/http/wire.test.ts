import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { type RunningServer, startServer } from '../../../server/index.ts';
import { exchange } from '../../helpers/raw-http.ts';
import { admin, tiny } from '../../helpers/serve.ts';

const EXPORT = '/api/v1/export';
const FULL = `${EXPORT}?since=0`;

async function started(t: Test): Promise<RunningServer> {
  const server = await startServer(tiny);
  t.teardown(() => server.close());
  return server;
}

t.test('to an HTTP/1.0 client the body ends with the connection', async (t) => {
  const { port, url } = await started(t);
  const whole = Buffer.from(await (await fetch(url + FULL, { headers: admin })).arrayBuffer());
  for (const extra of ['', 'Connection: keep-alive\r\n', 'Host: www.yammer.com\r\n']) {
    const request = `GET ${FULL} HTTP/1.0\r\nAuthorization: Bearer verified-admin\r\n${extra}\r\n`;
    const { head, body } = await exchange(port, request);
    t.match(head, /^HTTP\/1\.1 200 OK\r\n/);
    t.match(head, /\r\nConnection: close\r\n/i);
    t.notMatch(head, /transfer-encoding|content-length/i);
    t.ok(body.equals(whole), extra);
  }
});

const close = 'Connection: close\r\n';
const auth = 'Authorization: Bearer verified-admin\r\n';
const wires: [title: string, request: string, head: RegExp, body: RegExp][] = [
  ['HEAD has no body', `HEAD /api/v1 HTTP/1.1\r\nHost: x\r\n${close}\r\n`, /^HTTP\/1\.1 404/, /^$/],
  [
    'a whole address',
    `GET http://www.yammer.com/api/v1/export HTTP/1.1\r\nHost: www.yammer.com\r\n${close}\r\n`,
    /^HTTP\/1\.1 401/,
    /Token not found/,
  ],
  [
    'a whole address that is nowhere',
    `POST http://x/api/v1/export?a HTTP/1.1\r\nHost: x\r\n${close}\r\n`,
    /^HTTP\/1\.1 405/,
    /not allowed/,
  ],
  [
    'a fragment',
    `GET ${EXPORT}#?since=0 HTTP/1.1\r\nHost: x\r\n${auth}${close}\r\n`,
    /^HTTP\/1\.1 400/,
    /since is required/,
  ],
  [
    'bytes beyond ASCII',
    `GET ${EXPORT}?since=\xff\xfe HTTP/1.1\r\nHost: x\r\n${auth}${close}\r\n`,
    /^HTTP\/1\.1 400/,
    /expected a request that can be read as HTTP/,
  ],
  ['no host for control', 'GET /__admin/health HTTP/1.0\r\n\r\n', /^HTTP\/1\.1 403/, /This machine/],
  [
    'an unknown method',
    `FOO ${EXPORT} HTTP/1.1\r\nHost: x\r\n\r\n`,
    /^HTTP\/1\.1 400 .*\r\nConnection: close/s,
    /got an unknown method/,
  ],
  [
    'a head that is too long',
    `GET /?${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    /^HTTP\/1\.1 431/,
    /expected a target and headers of at most 16384 bytes together, got more/,
  ],
  [
    'a body of any length',
    `POST ${EXPORT} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nContent-Type: a/b\r\n${close}\r\n{"a": "b"`,
    /^HTTP\/1\.1 405/,
    /not allowed/,
  ],
  [
    'a wish to upgrade',
    `GET ${EXPORT} HTTP/1.1\r\nHost: x\r\nConnection: upgrade, close\r\nUpgrade: websocket\r\n\r\n`,
    /^HTTP\/1\.1 401/,
    /Token/,
  ],
];

t.test('every input is answered, or the connection ends', async (t) => {
  const { port, url } = await started(t);
  for (const [title, request, head, body] of wires) {
    const answer = await exchange(port, request);
    t.match(answer.head, head, title);
    t.match(answer.body.toString(), body, title);
  }
  t.equal((await fetch(`${url}/__admin/health`)).status, 200);
});

t.test('a program can start, use and close a server', async (t) => {
  const lines: string[] = [];
  const server = await startServer({ ...tiny, onAccess: (line) => lines.push(line) });
  t.equal(server.url, `http://127.0.0.1:${server.port}`);
  const active = (await server.sampleUsers()).find(({ state }) => state === 'active');
  const answer = await fetch(`${server.url}${EXPORT}/users/${active?.id}?model=Group`, { headers: admin });
  t.equal(answer.status, 200);
  await answer.arrayBuffer();
  await t.rejects(startServer({ ...tiny, port: server.port }), { code: 'EADDRINUSE' });
  await server.close();
  await server.close();
  await server[Symbol.asyncDispose]();
  await t.rejects(fetch(server.url), 'the server no longer listens');
  t.match(lines, [/^GET \S+ 200 /]);
});

t.test('a server that listens on all addresses is reachable on this machine', async (t) => {
  for (const host of ['0.0.0.0', 'localhost']) {
    const server = await startServer({ ...tiny, host });
    t.equal((await fetch(`${server.url}/__admin/health`)).status, 200, host);
    await server.close();
  }
});

t.test('pipelined requests end with their connection', { timeout: 10_000 }, async (t) => {
  const server = await started(t);
  const socket = connect(server.port, '127.0.0.1').on('error', () => {});
  const token = 'Bearer verified-admin~connection-silent';
  socket.write(`GET ${FULL} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${token}\r\n\r\n`.repeat(3));
  const endings = async () => (await server.requests()).map(({ ending }) => ending);
  while ((await endings()).length < 3) await setImmediate();
  t.same(await endings(), Array(3).fill('under-way'));
  socket.destroy();
  while ((await endings()).includes('under-way')) await setImmediate();
  t.same(await endings(), Array(3).fill('aborted'));
});

/** Requests with an answer that no route gives. */
const unrouted: readonly (readonly [title: string, request: string, status: number, hint: RegExp])[] = [
  [
    'a tunnel to a foreign host',
    'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n',
    403,
    /forwards nothing/,
  ],
  [
    'a whole address of a foreign host, whatever the Host header says',
    `GET http://example.com${FULL} HTTP/1.1\r\nHost: www.yammer.com\r\n${close}${auth}\r\n`,
    403,
    /forwards nothing/,
  ],
  ['no host', `GET ${FULL} HTTP/1.1\r\n${close}${auth}\r\n`, 400, /expected a Host header, got none/],
  [
    'two hosts',
    `GET ${FULL} HTTP/1.1\r\nHost: x\r\nHost: x\r\n${close}${auth}\r\n`,
    400,
    /one Host header, got 2/,
  ],
  [
    'a whole address of another host than the Host header',
    `GET http://www.yammer.com${FULL} HTTP/1.1\r\nHost: x\r\n${close}${auth}\r\n`,
    400,
    /expected the same host/,
  ],
];

t.test('a request with a wrong host is refused, recorded, and ended', { timeout: 10_000 }, async (t) => {
  const server = await started(t);
  for (const [after, [title, request, status, hint]] of unrouted.entries()) {
    const { head, body } = await exchange(server.port, request);
    t.match(head, new RegExp(`^HTTP/1\\.1 ${status} .*\\r\\nConnection: close\\r\\n`, 'is'), title);
    t.match(body.toString(), hint, title);
    const recorded = { response: { status }, ending: 'complete', hint };
    t.match(await server.waitForRequest({ after }), recorded, title);
  }
});

t.test('an unknown expectation changes nothing', { timeout: 10_000 }, async (t) => {
  const server = await started(t);
  const request = `GET ${EXPORT} HTTP/1.1\r\nHost: x\r\nExpect: more\r\n${close}${auth}\r\n`;
  const { head } = await exchange(server.port, request);
  t.match(head, /^HTTP\/1\.1 400 /);
  t.match(await server.waitForRequest({ after: 0 }), {
    response: { status: 400 },
    hint: /since is required/,
  });
});
