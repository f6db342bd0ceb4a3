import { networkInterfaces } from 'node:os';
import t from 'tap';
import { type ControlOption, controlAccess } from '../../../server/http/control-access.ts';
import { startServer } from '../../../server/index.ts';

const own = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

/** The option, the peer address, the Host header, and whether control is allowed. */
const rows: readonly (readonly [
  option: ControlOption | undefined,
  peer: string,
  host: string,
  may: boolean,
])[] = [
  [undefined, '127.0.0.1', 'localhost:4010', true],
  [undefined, '127.0.0.1', '127.0.0.1', true],
  [undefined, '::1', '[::1]:4010', true],
  [undefined, '::ffff:127.0.0.1', 'LOCALHOST', true],
  [undefined, '127.0.0.1', 'rebound.example.org', false],
  [undefined, '127.0.0.1', 'localhost.example.org', false],
  [undefined, '127.0.0.1', '', false],
  [undefined, '127.0.0.1', '203.0.113.9', false],
  [undefined, '203.0.113.7', 'localhost', false],
  [undefined, '::ffff:203.0.113.7', '127.0.0.1:4010', false],
  [undefined, '203.0.113.7', 'mock:4010', false],
  [undefined, '', 'localhost', false],
  [['mock'], '172.18.0.3', 'mock:4010', true],
  [['mock:4010'], '10.1.2.3', 'MOCK', true],
  [['mock'], 'fd00::5', 'mock', true],
  [['mock'], '203.0.113.7', 'mock:4010', false],
  [['mock', '203.0.113.0/24'], '198.51.100.3', 'mock', false],
  [['mock'], '203.0.113.7', 'localhost', false],
  [['mock'], '127.0.0.1', 'localhost', true],
  [['203.0.113.0/24'], '203.0.113.7', '198.51.100.1:4010', true],
  [['203.0.113.0/24'], '::ffff:203.0.113.7', '198.51.100.1', true],
  [['203.0.113.0/24'], '203.0.113.7', 'rebound.example.org', false],
  [['203.0.113.0/24'], '203.0.114.7', '198.51.100.1', false],
  [['203.0.113.7'], '203.0.113.7', 'localhost', true],
  [['2001:db8::/32'], '2001:db8::5', '[2001:db8::1]:4010', true],
  [false, '127.0.0.1', 'localhost', false],
  ...(own === undefined
    ? []
    : ([
        [undefined, own, `${own}:4010`, true],
        [undefined, own, 'localhost', true],
        [undefined, '127.0.0.1', own, true],
        [undefined, own, 'rebound.example.org', false],
      ] as const)),
];

t.test('the peer and the host together decide who may control a server', (t) => {
  for (const [option, peer, host, may] of rows)
    t.equal(controlAccess(option).allows({ peer, host }), may, JSON.stringify([option, peer, host]));
  for (const wrong of ['', 'a b', '1.2.3.4/33', '1.2.3/24', 'http://mock', 'mock/24', '../x', '10.0.0.0/8/9'])
    t.throws(() => controlAccess([wrong]), { message: /^control: expected a name such as mock/ }, wrong);
  for (const wrong of ['mock', 'off', 1, null, {}])
    t.throws(() => controlAccess(wrong as never), { message: /^control: expected true, false or a list/ });
  t.end();
});

t.test('when control is disabled, its paths do not exist', async (t) => {
  const server = await startServer({ size: 'tiny', port: 0, control: false });
  t.teardown(() => server.close());
  for (const path of [
    '/__admin/health',
    '/__admin/sessions',
    '/__admin',
    '//__admin/health',
    '/%5f%5fadmin/health',
  ])
    t.equal((await fetch(`${server.url}${path}`)).status, 404, path);
  t.equal((await fetch(`${server.url}/__admin/sessions`, { method: 'POST', body: '{}' })).status, 404);
  const session = await server.session();
  t.equal((await fetch(`${session.url}/__admin/health`)).status, 404);
});

t.test('a reset restores the initial clock', async (t) => {
  const server = await startServer({ size: 'tiny', port: 0, now: Date.UTC(2024, 5, 1) });
  t.teardown(() => server.close());
  const session = await server.session();
  session.clock.advance(60_000);
  session.clock.set('2023-01-01');
  session.reset();
  t.equal(session.clock.now(), Date.UTC(2024, 5, 1));
});
