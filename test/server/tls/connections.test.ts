import http from 'node:http';
import https, { type RequestOptions } from 'node:https';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls, rootCertificates } from 'node:tls';
import { pathToFileURL } from 'node:url';
import t from 'tap';
import { type RunningServer, startServer } from '../../../server/index.ts';
import { authorityIn } from '../../../server/tls/authority.ts';
import { servedNames } from '../../../server/tls/names.ts';
import { start } from '../../helpers/run-cli.ts';

const folder = join(t.testdir({}), 'authority');
const { certificate: ca } = await authorityIn(folder);
const server: RunningServer = await startServer({
  size: 'tiny',
  authority: folder,
  now: '2024-06-30T12:00:00Z',
});
t.teardown(() => server.close());

const PATH = '/api/v1/export?since=2024-06-29&model=Segment';
const headers = { Authorization: 'Bearer verified-admin' };

interface Got {
  readonly status: number | undefined;
  readonly bytes: number;
}

/** Resolves to the response, or rejects with the error of the client. */
function got(module: typeof http | typeof https, options: RequestOptions): Promise<Got> {
  return new Promise((resolve, reject) => {
    const request = module.get({ headers, agent: false, ...options }, (response) => {
      let bytes = 0;
      response.on('data', (part: Buffer) => {
        bytes += part.length;
      });
      response.on('error', reject).on('end', () => resolve({ status: response.statusCode, bytes }));
    });
    request.on('error', reject);
  });
}

/** Opens a tunnel. Resolves to its socket, or to the status that refuses it. */
function tunnel(target: string): Promise<Socket | number> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port: server.port, method: 'CONNECT', path: target, agent: false });
    request.on('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode === 200) resolve(socket);
      else {
        socket.destroy();
        resolve(statusCode);
      }
    });
    request.on('error', reject).end();
  });
}

async function opened(target: string): Promise<Socket> {
  const socket = await tunnel(target);
  if (typeof socket === 'number') throw new Error(`expected a tunnel, got status ${socket}`);
  return socket;
}

const arrivals = async (after: number) =>
  (await server.requests({ after })).map(({ request: { method, scheme, proxied } }) => [
    method,
    scheme,
    proxied,
  ]);
const last = async () => (await server.requests()).at(-1)?.id ?? 0;

t.test('one port serves every way in which a request arrives, and the journal tells it', async (t) => {
  const { port } = server;
  const host = 'www.yammer.com';
  const through = async () => connectTls({ socket: await opened(`${host}:443`), servername: host, ca });
  const ways: readonly (readonly [way: string, get: () => Promise<Got>, scheme: string, proxied: boolean])[] =
    [
      ['plain', () => got(http, { port, path: PATH }), 'http', false],
      ['TLS', () => got(https, { port, path: PATH, ca, servername: 'localhost' }), 'https', false],
      ['TLS, by address', () => got(https, { host: '127.0.0.1', port, path: PATH, ca }), 'https', false],
      [
        'absolute',
        () => got(http, { port, path: `http://${host}${PATH}`, headers: { ...headers, host } }),
        'http',
        true,
      ],
      [
        'plain in a tunnel',
        async () => {
          const socket = await opened(`${host}:80`);
          return got(http, { path: PATH, agent: undefined, createConnection: () => socket });
        },
        'http',
        true,
      ],
      [
        'TLS in a tunnel',
        async () => {
          const socket = await through();
          return got(http, { path: PATH, agent: undefined, createConnection: () => socket });
        },
        'https',
        true,
      ],
    ];
  const [first] = ways;
  const expected = await first?.[1]();
  for (const [way, get, scheme, proxied] of ways) {
    const after = await last();
    t.same(await get(), expected, way);
    t.same(await arrivals(after), [['GET', scheme, proxied]], way);
  }
});

t.test('every name of the service has a certificate that its authority issued', async (t) => {
  for (const servername of servedNames)
    t.match(await got(https, { port: server.port, path: PATH, ca, servername }), { status: 200 }, servername);
  const untrusted = got(https, {
    port: server.port,
    path: PATH,
    ca: [...rootCertificates],
    servername: 'localhost',
  });
  await t.rejects(untrusted, /certificate/);
});

t.test('nothing is forwarded or served for another name', async (t) => {
  const after = await last();
  const targets = [
    'example.com:443',
    'yammer.com.example.org:443',
    'www.yammer.com.:444x',
    '10.0.0.1:443',
    '',
  ];
  for (const target of targets) t.equal(await tunnel(target || '-'), 403, target);
  const host = 'example.com';
  const absolute = await got(http, {
    port: server.port,
    path: `http://${host}${PATH}`,
    headers: { ...headers, host },
  });
  t.equal(absolute.status, 403);
  const date = new Date(server.clock.now()).toUTCString();
  t.same(
    (await server.requests({ after })).map(({ response, hint }) => [
      response?.status,
      /forwards nothing/.test(hint ?? ''),
      response?.headers.some(([name, value]) => name === 'Date' && value === date),
    ]),
    Array(targets.length + 1).fill([403, true, true]),
    'refused, with the reason, at the time of the session',
  );
});

t.test('the process of a server asks for no other name and opens no connection', async (t) => {
  const preload = join(import.meta.dirname, '../../helpers/clients/asked-names.mjs');
  const env = {
    ...process.env,
    NODE_OPTIONS: `--import ${pathToFileURL(preload)}`,
    XDG_CONFIG_HOME: t.testdir({}),
  };
  const serving = start(t, ['serve', '--port', '0', '--size', 'tiny'], undefined, env);
  const [url = ''] = await serving.says(/http:\/\/127\.0\.0\.1:\d+/);
  const port = Number(new URL(url).port);
  const token = (scenario: string) => ({ authorization: `Bearer verified-admin~${scenario}` });
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'x', client_secret: 'y' });
  const asked: readonly (readonly [path: string, init: RequestInit, status: number])[] = [
    [PATH, { headers }, 200],
    [PATH, { headers: token('redirect-other-host'), redirect: 'manual' }, 302],
    [PATH, { headers: token('redirect-other-port'), redirect: 'manual' }, 302],
    ['/api/v1/users/current.json', { headers }, 200],
    ['/common/v2.0/.well-known/openid-configuration', {}, 200],
    ['/common/oauth2/v2.0/token', { method: 'POST', body: form }, 200],
    ['/mugshot/images/8x8/6ad5ff8f-1dc4-4f5e-a1e5-45b2f6e9a1a4', {}, 200],
    ['/__admin/info', {}, 200],
  ];
  for (const [path, init, status] of asked) {
    const response = await fetch(url + path, init);
    await response.arrayBuffer();
    t.equal(response.status, status, path);
  }
  const absolute = (host: string) =>
    got(http, { port, path: `http://${host}${PATH}`, headers: { ...headers, host } });
  t.match(await absolute('www.yammer.com'), { status: 200 });
  t.match(await absolute('example.com'), { status: 403 });
  const secured = { port, path: PATH, servername: 'www.yammer.com', rejectUnauthorized: false };
  t.match(await got(https, secured), { status: 200 });
  serving.child.kill('SIGTERM');
  await serving.ended;
  const lines = serving.printed.stderr.split('\n').filter((line) => line.startsWith('asked '));
  t.ok(lines.includes('asked lookup "127.0.0.1"'), 'the server looks up the address on which it listens');
  t.same(
    lines.filter((line) => !/"(?:localhost|127\.0\.0\.1|\/.*)"$/.test(line)),
    [],
  );
});

t.test('a fault arrives through TLS as it was sent', async (t) => {
  const asked = (scenario: string) => ({
    port: server.port,
    path: '/api/v1/export?since=2024-06-29',
    ca,
    servername: 'localhost',
    headers: { Authorization: `Bearer verified-admin~${scenario}` },
  });
  for (const [scenario, error] of [
    ['reset-mid-member', /ECONNRESET/],
    ['cut-mid-member-chunked', /aborted|ECONNRESET/],
  ] as const) {
    const over = server.waitForRequest({ after: await last() });
    await t.rejects(got(https, asked(scenario)), { message: error });
    t.match(await over, { ending: 'cut', scenario: { name: scenario }, request: { scheme: 'https' } });
  }
});

t.test('a connection serves several requests, with TLS too', async (t) => {
  for (const [module, more] of [
    [http, {}],
    [https, { ca, servername: 'localhost' }],
  ] as const) {
    const agent = new module.Agent({ keepAlive: true, maxSockets: 1 });
    const after = await last();
    for (let at = 0; at < 3; at++) await got(module, { port: server.port, path: PATH, agent, ...more });
    agent.destroy();
    const ports = (await server.requests({ after })).map(({ request }) => request.port);
    t.equal(ports.length, 3);
    t.equal(new Set(ports).size, 1);
  }
});

t.test('a server closes with connections on which nothing came, or half a handshake', async (t) => {
  const other = await startServer({ size: 'tiny' });
  const sockets = await Promise.all(
    ['', '\x16', '\x16\x03\x01\x02\x00', 'GET'].map(async (begin) => {
      const socket = connect(other.port, '127.0.0.1').on('error', () => {});
      await new Promise<void>((resolve) => socket.once('connect', resolve));
      if (begin !== '') socket.write(begin, 'latin1');
      return socket;
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  const ended = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
  await other.close();
  await Promise.all(ended);
  t.equal(sockets.filter(({ destroyed }) => destroyed).length, sockets.length);
});
