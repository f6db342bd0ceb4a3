import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import t from 'tap';
import { MINUTE_MS } from '../../../schemas/durations.ts';
import { createApp } from '../../../server/routes/app.ts';
import { Sessions } from '../../../server/sessions/index.ts';
import { controlled } from '../../helpers/control/calls.ts';
import { own } from '../../helpers/control/mistakes.ts';
import { pipeline } from '../../helpers/raw-http.ts';
import { NOW, tiny } from '../../helpers/serve.ts';
import { look } from '../../helpers/wire.ts';

const EXPORT = '/api/v1/export?since=2024-06-29&model=Segment';

t.test('a session has the given options, and its token is shown once', async (t) => {
  const { tell, server } = await controlled(t);
  const asked = {
    scenario: own,
    seed: '99',
    size: 'small',
    profile: 'legacy',
    now: '2023-01-01T00:00:00Z',
    rate_limit: { requests: 2, seconds: 30 },
    time_scale: 10,
    ids: 'small',
    external_networks: 1,
    compression: 'store',
    links: 'mock',
    assumptions: { 'include-default': 'csv' },
  };
  const { status, headers, json } = await tell('POST', '/sessions', asked);
  t.equal(status, 201);
  t.equal(headers.location, `/__admin/sessions/${json.id}`);
  const { scenario, now, ...same } = asked;
  t.match(json, { ...same, scenario: 'mine', clock: { now: '2023-01-01T00:00:00.000Z', fixed: true } });
  t.equal(json.base_url, `http://localhost:${server.port}/s/${json.id}`);
  t.ok(
    Date.parse(json.expires) > Date.UTC(2023, 0, 1) + 29 * MINUTE_MS,
    'half an hour from now, by its clock',
  );
  const { token, ...rest } = json;
  const { token: shown, ...listed } = (await tell('GET', `/sessions/${json.id}`)).json;
  t.same({ ...listed, expires: '' }, { ...rest, expires: '' });
  t.match(shown, /^verified-admin~[0-9a-f]{4}\.\.\.$/);
  const key = token.slice('verified-admin~'.length);
  for (const path of ['/sessions', `/sessions/${json.id}`, '/requests', '/info', '/scenarios'])
    t.notOk((await tell('GET', path)).text.includes(key), path);
  const by = (target: string, Authorization?: string) => look(server.port, target, { Authorization });
  t.equal((await by(EXPORT, `Bearer ${token}`)).status, 401, 'the token leads into the session');
  t.equal((await by(`${EXPORT}&access_token=${token}`)).status, 401, 'the same in the query');
  t.equal((await by(EXPORT, 'Bearer verified-admin')).status, 200, 'others are not in it');
  t.equal(
    (await by(`/s/${json.id}${EXPORT}`, 'Bearer verified-admin')).status,
    401,
    'the same with the base URL',
  );
  t.equal((await tell('GET', `/sessions/${json.id}`)).json.requests, 3);
  t.equal((await tell('DELETE', `/sessions/${json.id}`)).status, 204);
  t.equal((await tell('DELETE', `/sessions/${json.id}`)).status, 404);
  t.equal((await by(`/s/${json.id}${EXPORT}`, 'Bearer verified-admin')).status, 404);
  t.same((await tell('GET', '/sessions')).json.sessions, []);
});

t.test(
  'a session without options has those of the server, and a size replaces explicit numbers',
  async (t) => {
    const { tell } = await controlled(t, {
      ...tiny,
      users: 40,
      timeScale: 7,
      assumptions: { 'include-default': 'csv' },
    });
    const plain = (await tell('POST', '/sessions')).json;
    t.match(plain, {
      seed: '7',
      users: 40,
      time_scale: 7,
      clock: { now: new Date(NOW).toISOString(), fixed: true },
    });
    const sized = (await tell('POST', '/sessions', { size: 'small', assumptions: { 'wrong-method': '404' } }))
      .json;
    t.match(sized, { size: 'small', users: 250, seed: '7' });
    t.same(sized.assumptions, { 'include-default': 'csv', 'wrong-method': '404' });
  },
);

t.test('a configuration applies to sessions that begin later', async (t) => {
  const { server } = await controlled(t, { ...tiny, ownScenarios: [own] });
  const early = await server.session();
  await server.configure({ session: { ...tiny, scenario: 'mine2' }, scenarios: [{ ...own, name: 'mine2' }] });
  const late = await server.session();
  const status = async (target: string, name?: string) => {
    const headers = name === undefined ? {} : { Authorization: `Bearer verified-admin~${name}` };
    return (await look(server.port, target + EXPORT, headers)).status;
  };
  const paths = { main: '', early: `/s/${early.id}`, late: `/s/${late.id}` };
  t.same(await Promise.all(Object.values(paths).map((path) => status(path))), [200, 200, 401], 'no scenario');
  for (const [who, path] of Object.entries(paths)) {
    const [old, fresh] = who === 'late' ? ['mine2', 'mine'] : ['mine', 'mine2'];
    const hint = (await look(server.port, path + EXPORT, { Authorization: `Bearer verified-admin~${old}` }))
      .headers;
    t.match(hint['x-engage-export-hint'], /has expired/, `${who}: knows ${old}`);
    const other = (
      await look(server.port, path + EXPORT, { Authorization: `Bearer verified-admin~${fresh}` })
    ).headers;
    t.match(other['x-engage-export-hint'], /unknown scenario/, `${who}: does not know ${fresh}`);
  }
});

t.test('an own scenario can be selected, starts again when it is replaced, and can be removed', async (t) => {
  const { tell, server } = await controlled(t);
  const once = {
    name: 'mine',
    rules: [{ when: { requests: '1' }, steps: [{ do: 'refuse', why: 'expired' }] }],
  };
  const ask = async () =>
    (await look(server.port, EXPORT, { Authorization: 'Bearer verified-admin~mine' })).status;
  t.equal((await tell('POST', '/scenarios', once)).status, 201);
  t.same([await ask(), await ask()], [401, 200]);
  t.equal((await tell('POST', '/scenarios', once)).status, 200);
  t.same([await ask(), await ask()], [401, 200], 'counts from one');
  const { json } = await tell('GET', '/scenarios/mine');
  t.match(json, { area: 'own', token: 'verified-admin~mine', rules: once.rules });
  t.same(json.steps, ['On request 1: answers 401, as the service does for a token that is expired.']);
  t.match(json.curl, `"http://localhost:${server.port}/api/v1/export?since=2024-06-29T12:00:00.000Z"`);
  const all = (await tell('GET', '/scenarios')).json.scenarios;
  t.ok(all.every((one: { steps: string[]; token: string }) => one.steps.length > 0 && one.token !== ''));
  t.equal((await tell('DELETE', '/scenarios/mine')).status, 204);
  t.equal((await tell('DELETE', '/scenarios/mine')).status, 404);
  t.equal(await ask(), 401, 'an unknown token');
});

t.test('a clock is set and moved, each session its own', async (t) => {
  const { tell, server } = await controlled(t);
  const session = await server.session();
  const nowOf = async (path: string) => (await tell('GET', `${path}/clock`)).json.now;
  t.equal((await tell('POST', '/clock', { advance_ms: 90_000 })).json.now, '2024-06-30T12:01:30.000Z');
  t.equal(
    (await tell('POST', `/sessions/${session.id}/clock`, { set: '2024-05-01' })).json.now.slice(0, 10),
    '2024-05-01',
  );
  t.same(
    [await nowOf(''), await nowOf(`/sessions/${session.id}`)],
    ['2024-06-30T12:01:30.000Z', '2024-05-01T00:00:00.000Z'],
  );
  const disposition = async (path: string) =>
    (await look(server.port, path + EXPORT)).headers['content-disposition'];
  t.match(await disposition(''), String(NOW + 90_000), 'exports go by it');
  t.match(await disposition(`/s/${session.id}`), String(Date.UTC(2024, 4, 1)));
  t.equal((await tell('POST', '/reset')).status, 204);
  t.equal((await tell('GET', '/sessions/main')).json.requests, 0);
  t.equal(await nowOf(''), '2024-06-30T12:00:00.000Z', 'a reset sets the clock back');
});

t.test('a session that refuses connections has a base URL with a closed port', async (t) => {
  const { tell } = await controlled(t);
  const { base_url } = (await tell('POST', '/sessions', { scenario: 'connection-refused' })).json;
  const code = await new Promise((resolve) => {
    connect(Number(new URL(base_url).port), '127.0.0.1')
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
      .on('connect', () => resolve('connected'));
  });
  t.equal(code, 'ECONNREFUSED');
});

t.test('an unused session ends, and its journal is removed', async (t) => {
  let now = 0;
  const sessions = new Sessions(tiny, { now: () => now });
  const app = createApp(sessions);
  t.teardown(() => app.close());
  const [idle, used] = [await sessions.open(), await sessions.open()].map(({ session }) => session);
  const ask = async (session = idle) =>
    (
      await app.inject({
        url: `/s/${session?.id}${EXPORT}`,
        headers: { authorization: 'Bearer verified-admin' },
      })
    ).statusCode;
  t.same([await ask(idle), await ask(used)], [200, 200]);
  now += 29 * MINUTE_MS;
  t.same([sessions.list.length, await ask(used)], [2, 200], 'both are there');
  now += 2 * MINUTE_MS;
  t.same(
    sessions.list.map(({ session }) => session.id),
    [used?.id],
    'to be listed is no use',
  );
  t.same([await ask(idle), await ask(used)], [404, 200]);
  t.same(
    Array.from(sessions.store.journals, ({ session }) => session),
    ['main', used?.id],
  );
  now += 31 * MINUTE_MS;
  t.equal(await ask(used), 404);
});

/** Megabytes in use after garbage collection. */
async function usedMegabytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  for (let turn = 0; turn < 4; turn++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

t.test('a thousand sessions with full journals cost less than 100 MB', async (t) => {
  const { server } = await controlled(t);
  const query = 'since=2024-06-29&model=Segment&include=csv';
  const ask = (path: string, token: string, target: string) => ({
    method: 'GET',
    target: `${path}/api/v1/export?${target}`,
    headers: {
      Host: 'localhost',
      Authorization: `Bearer ${token}`,
      'User-Agent': 'a client/1.0 (of some length)',
    },
  });
  const fill = async (path: string, token: string) => {
    const exports = Array.from({ length: 2 }, () => ask(path, token, query));
    await pipeline(server.port, [
      ...exports,
      ...Array.from({ length: 8 }, (_, n) => ask(path, token, `model=x${n}`)),
    ]);
  };
  await fill('', server.token);
  await server.requests();
  const before = await usedMegabytes();
  for (let n = 0; n < 1000; n++) {
    const { id, token } = await server.session({
      scenario: 'csv-bom',
      rateLimit: { requests: 1000, seconds: 30 },
    });
    await fill(`/s/${id}`, token);
  }
  const cost = (await usedMegabytes()) - before;
  t.comment(`${cost.toFixed(1)} MB`);
  t.ok(cost < 100, `${cost.toFixed(1)} MB`);
  const kept = await server.requests({ limit: 10_000 });
  t.ok(kept.length > 8000 && kept.length <= 10_000, `${kept.length} exchanges are kept`);
});
