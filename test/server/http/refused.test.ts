import http from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import t from 'tap';
import { type RefusedConnection, startServer } from '../../../server/index.ts';
import { JournalStore } from '../../../server/journal/index.ts';
import { logRefused } from '../../../server/routes/access-log.ts';
import { authorityIn } from '../../../server/tls/authority.ts';
import { handshakeFailure } from '../../../server/tls/handshake-failures.ts';
import { exchange } from '../../helpers/raw-http.ts';
import { tiny } from '../../helpers/serve.ts';

const authority = join(t.testdir({}), 'authority');
const { certificate: ca } = await authorityIn(authority);
const lines: string[] = [];
const server = await startServer({ ...tiny, authority, onAccess: (line) => lines.push(line) });
t.teardown(() => server.close());

const HOST = 'www.yammer.com';
/** A fatal alert of TLS 1.2: the authority is unknown. */
const UNKNOWN_CA = Buffer.from([0x15, 3, 3, 0, 2, 2, 48]);

/** Resolves to the next connection that is refused. */
async function refusedBy(act: () => Promise<unknown>): Promise<RefusedConnection | undefined> {
  const { length } = await server.refusedConnections();
  await act();
  while ((await server.refusedConnections()).length === length) await setImmediate();
  return (await server.refusedConnections()).at(-1);
}

function tunnel(target = `${HOST}:443`): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port: server.port, method: 'CONNECT', path: target, agent: false });
    request.on('connect', (_response, socket) => resolve(socket));
    request.on('error', reject).end();
  });
}

/** Connects, and resolves when the connection is over. */
function ended(options: ConnectionOptions, act = (_socket: Socket): void => {}): Promise<void> {
  return new Promise((resolve) => {
    const socket = connectTls({ port: server.port, host: '127.0.0.1', servername: HOST, ca, ...options });
    socket.on('secureConnect', () => act(socket)).on('error', () => {});
    socket.on('close', () => resolve()).resume();
  });
}

/** The first bytes of a client of TLS 1.2. */
async function helloOf(servername: string): Promise<Buffer> {
  return new Promise((resolve) => {
    const listener = createServer((socket) =>
      socket.once('data', (hello) => {
        resolve(hello);
        socket.destroy();
        listener.close();
      }),
    ).listen(0, '127.0.0.1', () => {
      const { port } = listener.address() as AddressInfo;
      connectTls({ port, host: '127.0.0.1', servername, maxVersion: 'TLSv1.2' }).on('error', () => {});
    });
  });
}

/** Refuses the certificate with an alert, as OpenSSL, Go and Java do. */
async function distrust(socket: Socket): Promise<void> {
  socket.on('error', () => {}).write(await helloOf(HOST));
  await new Promise<void>((resolve) => {
    socket.once('data', () => socket.write(UNKNOWN_CA)).on('close', () => resolve());
  });
}

const head = 'GET /api/v1/export HTTP/1.1\r\nHost: x\r\n';
const brokenRequests: readonly (readonly [title: string, text: string, kind: string, status: number])[] = [
  ['a long head', `${head}A: ${'x'.repeat(20_000)}\r\n\r\n`, 'head-too-large', 431],
  ['no request line', 'hello\r\n\r\n', 'broken-request', 400],
  ['an unknown method', 'FOO / HTTP/1.1\r\nHost: x\r\n\r\n', 'broken-request', 400],
  ['another version', 'GET / HTTP/3.0\r\nHost: x\r\n\r\n', 'broken-request', 400],
  ['a broken header', `${head}no colon\r\n\r\n`, 'broken-request', 400],
];

t.test('a request that is not valid HTTP is in the journal and in the log', async (t) => {
  for (const [title, text, kind, status] of brokenRequests) {
    const refused = await refusedBy(() => exchange(server.port, text));
    const plain = { scheme: 'http', proxied: false, name: null, address: '127.0.0.1', session: 'main' };
    t.match(refused, { kind, status, ...plain, port: Number, reason: /^expected .*\.$/ }, title);
    t.equal(
      lines.pop(),
      `refused ${kind} ${status} http from 127.0.0.1:${refused?.port}: ${refused?.reason}`,
    );
  }
  t.strictSame(await server.requests(), [], 'none is a request');
});

t.test('a broken chunk is in the journal, besides its request', async (t) => {
  const chunked = head.replace('GET', 'POST');
  const refused = await refusedBy(() =>
    exchange(server.port, `${chunked}Transfer-Encoding: chunked\r\n\r\nzz\r\n`),
  );
  t.match(refused, { kind: 'broken-request', status: 400, reason: /chunk/ });
  t.match(await server.waitForRequest({ after: 0 }), { request: { method: 'POST' } });
});

const OLD = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
const ECDSA = { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' } as const;
const garbage = Buffer.from([0x16, 3, 1, 0, 5, 1, 2, 3, 4, 5]);

const handshakes: readonly (readonly [title: string, act: () => Promise<unknown>, expected: object])[] = [
  [
    'an unknown authority',
    () => distrust(connect(server.port, '127.0.0.1')),
    { kind: 'certificate', proxied: false, name: HOST, reason: /does not trust .* engage-export ca/ },
  ],
  [
    'an unknown authority behind the proxy',
    async () => distrust(await tunnel()),
    { kind: 'certificate', proxied: true, name: HOST },
  ],
  [
    'only HTTP/2',
    () => ended({ ALPNProtocols: ['h2'] }),
    { kind: 'no-common-protocol', reason: /allow http\/1\.1/ },
  ],
  ['an old TLS', () => ended(OLD), { kind: 'no-common-protocol', reason: /allow TLS 1\.2/ }],
  ['no common cipher', () => ended(ECDSA), { kind: 'no-common-protocol', reason: /cipher/ }],
  [
    'no TLS behind the proxy',
    async () => {
      const socket = await tunnel();
      socket.on('error', () => {}).write(garbage);
    },
    { kind: 'handshake', proxied: true, name: HOST },
  ],
  [
    'an end of the handshake',
    async () => connect(server.port, '127.0.0.1').end(garbage.subarray(0, 7)),
    { kind: 'handshake', name: null, reason: /ended the TLS handshake/ },
  ],
  [
    'no request after the handshake',
    () => ended({}, (socket) => socket.end()),
    { kind: 'no-request', name: HOST, reason: /If it does not trust/ },
  ],
];

t.test('a handshake that fails or leads to no request is in the journal', async (t) => {
  const { length } = await server.requests();
  for (const [title, act, expected] of handshakes) {
    const refused = await refusedBy(act);
    t.match(
      refused,
      { scheme: 'https', status: null, address: '127.0.0.1', port: Number, ...expected },
      title,
    );
  }
  // Node ends the connection without an alert, before or after the end of the handshake.
  const ofNode = await refusedBy(() => ended({ ca: [] }));
  t.match(ofNode, { kind: /^(?:handshake|no-request)$/, reason: /does not trust/ });
  t.strictSame((await server.requests()).slice(length), [], 'none is a request');
});

t.test('broken HTTP over TLS has the name, and a request over TLS is not refused', async (t) => {
  const secured = await refusedBy(() => ended({}, (socket) => socket.write('hello\r\n\r\n')));
  t.match(secured, { kind: 'broken-request', scheme: 'https', name: HOST });
  const { length } = await server.refusedConnections();
  await ended(
    {},
    (socket) => socket.write(`GET /openapi.json HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`) && socket.end(),
  );
  t.equal((await server.refusedConnections()).length, length);
});

t.test('a refused tunnel has a line in the log', async (t) => {
  lines.length = 0;
  (await tunnel('example.com:443')).destroy();
  while (lines.length === 0) await setImmediate();
  t.match(lines, [/^CONNECT example\.com:443 403 \d+ B \d+ ms (?:complete|aborted)$/]);
});

t.test('a session has those at its own port, and a wrong certificate is rightly refused', async (t) => {
  await using session = await server.session();
  await using port = await session.listen();
  port.present('expired');
  const { length } = await server.refusedConnections();
  await distrust(connect(port.port, '127.0.0.1'));
  while ((await session.refusedConnections()).length === 0) await setImmediate();
  t.match(await session.refusedConnections(), [
    { kind: 'certificate', session: session.id, reason: /on purpose \(expired\): the client is right/ },
  ]);
  t.equal((await server.refusedConnections()).length, length + 1, 'the server has those of all sessions');
  t.strictSame(await session.requests(), []);
  const { refused } = (await (
    await fetch(`${server.url}/__admin/sessions/${session.id}/refused`)
  ).json()) as { readonly refused: unknown };
  t.strictSame(refused, await session.refusedConnections());
  session.reset();
  t.strictSame(await session.refusedConnections(), [], 'a reset removes them');
});

t.test('the codes of errors are explained', async (t) => {
  const kinds = [
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'certificate'],
    ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN', 'certificate'],
    ['ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE', 'certificate'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'no-common-protocol'],
    ['ERR_TLS_HANDSHAKE_TIMEOUT', 'handshake'],
    ['ERR_SSL_OTHER', 'handshake'],
  ] as const;
  for (const [code, kind] of kinds) t.equal(handshakeFailure(code, undefined).kind, kind, code);
  t.match(handshakeFailure('ECONNRESET', 'expired').reason, /on purpose/);
});

t.test('many refused connections fill neither the memory nor the log', async (t) => {
  const store = new JournalStore();
  const journal = store.begin({ session: 'main', profile: 'current', now: () => 0, most: 5 });
  const written: string[] = [];
  let now = 0;
  logRefused(
    store,
    (line) => written.push(line),
    () => now,
  );
  const plain = { scheme: 'http', proxied: false, name: 'a\u001b[31mb', address: '::1', port: 1 } as const;
  const refuse = () => journal.refuse({ kind: 'handshake', status: null, reason: 'x', ...plain });
  for (let count = 0; count < 1000; count += 1) refuse();
  t.strictSame(
    journal.refused.map(({ id }) => id),
    [996, 997, 998, 999, 1000],
  );
  t.equal(written.length, 11);
  t.match(written.at(-1), /left out of the log/);
  t.notOk(written[0]?.includes('\u001b'), 'no character changes a terminal');
  now = 1000;
  refuse();
  t.match(written.slice(11), [/^refused 990 more connections/, /^refused handshake - http for /]);
});
