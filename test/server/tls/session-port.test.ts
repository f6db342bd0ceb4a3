import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import t from 'tap';
import { type SessionPort, startServer } from '../../../server/index.ts';
import { authorityIn } from '../../../server/tls/authority.ts';

const folder = join(t.testdir({}), 'authority');
const { certificate } = await authorityIn(folder);
const server = await startServer({ size: 'tiny', authority: folder, now: '2024-06-30T12:00:00Z' });
t.teardown(() => server.close());

const PATH = '/api/v1/export?since=2024-06-29&model=Segment';
const HOST = 'www.yammer.com';

/** Resolves to the status of a request, or rejects with the error of the client. */
function asked(
  module: typeof http | typeof https,
  options: https.RequestOptions,
  token = 'verified-admin',
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, host: HOST };
    const request = module.get({ path: PATH, agent: false, headers, ...options }, (response) => {
      response.resume().on('error', reject);
      response.on('end', () => resolve(response.statusCode));
    });
    request.on('error', reject);
  });
}

const secured = ({ port }: Pick<SessionPort, 'port'>): https.RequestOptions => ({
  port,
  servername: HOST,
  ca: [...rootCertificates, certificate],
});

function connected(port: number, path: string): Promise<readonly [status: number | undefined, Socket]> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, method: 'CONNECT', path, agent: false });
    request.on('connect', ({ statusCode }, socket) => resolve([statusCode, socket]));
    request.on('error', reject).end();
  });
}

t.test('every request to the port of a session belongs to the session', async (t) => {
  await using session = await server.session();
  await using other = await server.session();
  await using port = await session.listen();
  t.equal(await asked(https, secured(port)), 200);
  t.equal(await asked(http, { port: port.port, path: `http://${HOST}${PATH}` }), 200, 'as a proxy');
  t.equal(await asked(http, { port: port.port }, session.token), 200, 'its own token');
  t.equal(await asked(http, { port: port.port }, 'of a real service'), 401, 'an unknown token');
  const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  const address = `http://127.0.0.1:${port.port}/common/oauth2/v2.0/token`;
  const tokens = await fetch(address, {
    ...form,
    body: 'grant_type=client_credentials&client_id=x&client_secret=y&scope=https://www.yammer.com/.default',
  });
  t.equal(tokens.status, 200, 'a sign-in');
  await session.play('error-500');
  t.equal(await asked(https, secured(port)), 500, 'the scenario of the session');
  t.same(
    (await session.requests()).map(({ request: { scheme, proxied, path }, response }) => [
      scheme,
      proxied,
      path,
      response?.status,
    ]),
    [
      ['https', false, '/api/v1/export', 200],
      ['http', true, '/api/v1/export', 200],
      ['http', false, '/api/v1/export', 200],
      ['http', false, '/api/v1/export', 401],
      ['http', false, '/common/oauth2/v2.0/token', 200],
      ['https', false, '/api/v1/export', 500],
    ],
  );
  t.same([await server.requests({ session: 'main' }), await other.requests()], [[], []]);
});

t.test('a request for another name is refused and in the journal of the session', async (t) => {
  await using session = await server.session();
  await using port = await session.listen();
  const [status, socket] = await connected(port.port, 'example.com:443');
  socket.destroy();
  t.equal(status, 403);
  const path = `http://example.com${PATH}`;
  t.equal(await asked(http, { port: port.port, path, headers: { host: 'example.com' } }), 403);
  t.same(
    (await session.requests()).map(({ request: { method }, response }) => [method, response?.status]),
    [
      ['CONNECT', 403],
      ['GET', 403],
    ],
  );
  await session.close();
  t.equal(await asked(http, { port: port.port }), 404, 'a session that has ended');
});

t.test('a port presents wrong certificates, and ends the connections that it had', async (t) => {
  await using session = await server.session();
  await using port = await session.listen();
  const agent = new https.Agent({ maxCachedSessions: 10 });
  t.teardown(() => agent.destroy());
  const request = () => asked(https, { ...secured(port), agent });
  t.equal(await request(), 200);
  for (const [fault, code] of [
    ['expired', 'CERT_HAS_EXPIRED'],
    ['other-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['unknown-authority', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ] as const) {
    port.present(fault);
    await t.rejects(request(), { code }, fault);
    t.equal(await asked(https, { ...secured(port), rejectUnauthorized: false }), 200, 'unverified');
  }
  port.present();
  t.equal(await request(), 200);
  const [used] = await session.requests({ limit: 1 });
  t.equal(used?.request.scheme, 'https');
});

t.test('a server closes the ports of its sessions', async (t) => {
  const own = await startServer({ size: 'tiny' });
  const port = await (await own.session()).listen();
  const [, socket] = await connected(port.port, `${HOST}:443`);
  const ended = new Promise((resolve) => socket.on('close', resolve).on('error', () => {}));
  await own.close();
  await ended;
  await t.rejects(asked(http, { port: port.port }), { code: 'ECONNREFUSED' });
  await port.close();
});
