import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import t from 'tap';
import { type Exchange, type RunningServer, type RunningSession, startServer } from '../../server/index.ts';
import { catalogue, type Scenario, type Step } from '../../server/scenarios/index.ts';
import { tiny } from '../helpers/serve.ts';
import { look, type Seen } from '../helpers/wire.ts';

const QUERY = '/api/v1/export?since=2024-06-29&include=csv';
/** The time scale of the scenarios. */
const TIME_SCALE = 1000;
const SESSIONS = 40;
/** The number of requests of each session. */
const REQUESTS = 2;
/** The maximum duration of a scenario in this test, milliseconds. */
const MAX_MS = 3000;
/** The maximum size of an export of `QUERY`, bytes. */
const MOST_BYTES = 40_000;

/**
 * The minimum duration of a step. Limits are excluded: their effect depends on the time of the next request.
 */
function msOf(step: Step): number {
  if (step.do === 'rate-limit') return Number.POSITIVE_INFINITY;
  if (step.do === 'slow') return (MOST_BYTES / step.bytes) * Math.max(1.2, step.everyMs / TIME_SCALE);
  return 'ms' in step ? step.ms / TIME_SCALE : 0;
}

const quick = catalogue.filter(
  ({ rules }) => rules.flatMap(({ steps }) => steps).reduce((sum, step) => sum + msOf(step), 0) < MAX_MS,
);

/** The result of a request, without the parts that depend on the time and on the session id. */
function resultOf({ status, reason, headers, body, end }: Seen, { id }: RunningSession) {
  const { date, location = '', 'retry-after': later, ...same } = headers;
  const packed = body[0] === 0x1f && body[1] === 0x8b;
  const content = packed ? gunzipSync(body) : body;
  return {
    status,
    reason,
    headers: { ...same, location: location.replace(id, ''), later: later?.length },
    bytes: content.length,
    digest: createHash('sha256').update(content).digest('hex'),
    end,
  };
}

/** The parts of an exchange in the journal that do not depend on the time. */
function writtenOf({ number, operation, parameters, plan, scenario, steps, response, ending }: Exchange) {
  return { number, operation, parameters, plan, scenario, steps, status: response?.status, ending };
}

/** All results of a scenario in a session of its own. */
async function run(server: RunningServer, scenario: Scenario, seed: string) {
  const session = await server.session({ scenario: scenario.name, seed, timeScale: TIME_SCALE });
  const { port, pathname } = new URL(session.url);
  const results = [];
  for (let n = 0; n < REQUESTS; n++) {
    const waiting = session.waitForRequest({}, { timeoutMs: 60_000 }).catch(() => undefined);
    // A scenario without a connection has no exchange to wait for.
    const over = Number(port) === server.port ? waiting : Promise.resolve();
    const seen = await look(Number(port), pathname + QUERY, {}, undefined, over);
    await over;
    results.push(resultOf(seen, session));
  }
  return { session, results, exchanges: await session.requests() };
}

t.test('forty parallel sessions give the same results and journals as each one alone', async (t) => {
  const server = await startServer(tiny);
  t.teardown(() => server.close());
  t.ok(quick.length >= SESSIONS, `${quick.length} scenarios of the catalogue`);
  const plays = Array.from({ length: SESSIONS }, (_, n) => ({
    scenario: quick[Math.floor((n * quick.length) / SESSIONS)] as Scenario,
    seed: String(n % 7),
  }));
  const alone = [];
  for (const { scenario, seed } of plays) alone.push(await run(server, scenario, seed));
  const together = await Promise.all(plays.map(({ scenario, seed }) => run(server, scenario, seed)));
  for (const [index, { scenario }] of plays.entries()) {
    const [one, other] = [alone[index], together[index]];
    if (one === undefined || other === undefined) throw new Error('expected as many sessions as scenarios');
    const { name } = scenario;
    t.same(other.results, one.results, `${name}: what came`);
    t.same(other.exchanges.map(writtenOf), one.exchanges.map(writtenOf), `${name}: what is written down`);
    const own = other.exchanges.every(
      ({ session, request }) => session === other.session.id && request.target.startsWith(`/s/${session}/`),
    );
    t.ok(
      own && other.exchanges.every((exchange) => [name, undefined].includes(exchange.scenario?.name)),
      `${name}: its own`,
    );
  }
});

t.test('sessions do not share counters, clocks, limits or scenarios', async (t) => {
  const server = await startServer(tiny);
  t.teardown(() => server.close());
  const [a, b] = [await server.session({ rateLimit: { requests: 3, seconds: 30 } }), await server.session()];
  const ask = async (session: RunningSession | undefined, token = 'verified-admin~token-refused-once') =>
    look(server.port, `${session === undefined ? '' : `/s/${session.id}`}${QUERY}`, {
      Authorization: `Bearer ${token}`,
    });
  const statuses = async (...from: (RunningSession | undefined)[]) => {
    const all: number[] = [];
    for (const session of from) all.push((await ask(session)).status);
    return all;
  };
  t.same(
    await statuses(a, b, undefined, a, b, undefined, a, a, b),
    [401, 401, 401, 200, 200, 200, 401, 429, 401],
  );
  a.clock.advance(3_600_000);
  b.clock.set('2024-06-30T06:00:00Z');
  t.same(
    [a.clock.now() - tiny.now, b.clock.now() - tiny.now, server.clock.now() - tiny.now],
    [3_600_000, -21_600_000, 0],
  );
  t.throws(() => a.clock.set('soon'), /expected an instant from 1970-01-01 until 2200-01-01, got "soon"/);
  t.throws(() => a.clock.advance(Number.NaN), RangeError);
  t.same((await ask(b, a.token)).status, 401, 'the token of one session is not valid in the other');
  t.same(
    (await a.requests()).map(({ number }) => number),
    [1, 2, 3, 4],
  );
  t.same((await server.requests({ session: 'main' })).length, 2);
  t.same((await server.requests()).length, 10, 'the server sees all of them');
  a.reset();
  t.same(await statuses(a), [401], 'one begins again');
  t.same(await statuses(b), [200], 'and the other does not');
});

t.test('play sets another scenario, which begins with its first request', async (t) => {
  await using server = await startServer(tiny);
  await using session = await server.session({ scenario: 'token-expired' });
  const status = async () =>
    (await look(server.port, `/s/${session.id}${QUERY}`, { Authorization: `Bearer ${session.token}` }))
      .status;
  t.equal(await status(), 401);
  await session.play('token-refused-once');
  t.same([await status(), await status()], [401, 200]);
  await session.play('token-refused-once');
  t.equal(await status(), 401, 'a second play starts it again');
  await t.rejects(session.play('token-refused-onse'), /Did you mean "token-refused-once"\?/);
  t.equal(await status(), 200, 'an unknown scenario changes nothing');
  await session.play();
  t.same([await status(), await status()], [200, 200]);
});

t.test('a test can wait for a request of its client', async (t) => {
  await using server = await startServer(tiny);
  await using session = await server.session({ scenario: 'csv-bom' });
  const ask = (headers = {}) => look(server.port, `/s/${session.id}${QUERY}`, headers);
  const next = session.waitForRequest({ status: '2xx' });
  await ask({ Authorization: 'Bearer expired' });
  await ask();
  t.match(await next, { session: session.id, number: 2, scenario: { name: 'csv-bom' } });
  t.match(
    await session.waitForRequest({ after: 0 }),
    { number: 1 },
    'an exchange that is over counts with after',
  );
  const late = t.rejects(
    session.waitForRequest({ path: '/elsewhere' }, { timeoutMs: 400 }),
    /expected a request that matches \{"path":"\/elsewhere"\} within 400 ms, got only GET \/s\/.* 200 \(complete\)/,
  );
  await ask();
  await late;
  await t.rejects(session.waitForRequest({}, { timeoutMs: 20 }), /of any kind within 20 ms, got none\./);
  const wrong = { name: 'RequestFilterError', message: /^lint: .*Did you mean raw-plus\?/ };
  await t.rejects(session.waitForRequest({ lint: 'raw-pluss' }), wrong);
  await t.rejects(session.requests({ lint: 'raw-pluss' }), wrong);
  const never = server.waitForRequest();
  await server.close();
  await t.rejects(never, /before the server was closed/);
});

t.test('a server can close during an export, and twice, and reports every exchange', async (t) => {
  const reported: Exchange[] = [];
  const failed: unknown[] = [];
  const server = await startServer({
    ...tiny,
    scenario: 'stall',
    onExchange: (exchange) => {
      reported.push(exchange);
      if (reported.length === 1) throw new Error('no disk');
    },
    onError: (error) => failed.push(error),
  });
  const plain = await server.session({ scenario: 'csv-bom' });
  await look(server.port, `/s/${plain.id}${QUERY}`);
  const stalled = look(server.port, QUERY);
  for (let n = 0; n < 500 && reported.length < 1; n++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  while ((await server.requests({ scenario: 'stall' }))[0]?.steps.length !== 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const begun = performance.now();
  await Promise.all([server.close(), server.close()]);
  await server.close();
  t.ok(performance.now() - begun < 2000, 'at once');
  t.equal((await stalled).whole, false);
  t.match(reported, [
    { session: plain.id, ending: 'complete' },
    { session: 'main', ending: 'aborted', steps: [{ do: 'stall' }] },
  ]);
  t.match(failed, [/no disk/], 'a listener that fails is reported');
  await plain.close();
  await plain.close();
});

t.test('wrong values are rejected with the expected ones', async (t) => {
  const mine = { name: 'mine', rules: [{ steps: [{ do: 'wait', ms: 1 }] }] } as const;
  const bad = { name: 'mine', rules: [{ steps: [{ do: 'wait', ms: -1 }] }] } as const;
  const starts: [options: object, message: RegExp][] = [
    [{ scenario: 'csv-bomb' }, /scenario: .*got "csv-bomb"\. Did you mean "csv-bom"\?/],
    [{ scenario: bad }, /scenario\/rules\/0\/steps\/0\/ms: expected/],
    [{ ownScenarios: [bad] }, /ownScenarios\/0\/rules\/0\/steps\/0\/ms: expected/],
    [{ assumptions: { 'include-default': 'x' } }, /include-default: expected/],
  ];
  for (const [options, message] of starts) await t.rejects(startServer({ ...tiny, ...options }), { message });
  await using server = await startServer({ ...tiny, ownScenarios: [mine], scenario: 'mine' });
  const sessions: [options: object, message: RegExp][] = [
    [{ scenario: 'mien' }, /Did you mean "mine"\?/],
    [{ users: 1 }, /users: expected/],
    [{ now: Number.NaN }, /now: expected/],
    [{ profile: 'new' }, /profile: expected one of current, legacy, 2018, got "new"/],
    [{ timeScale: 0 }, /timeScale: expected a number from 1/],
    [{ rateLimit: { requests: 1 } }, /rateLimit.seconds: expected/],
    [{ assumptions: { nothing: 'x' } }, /^assumptions\.nothing: expected the name of a switch/],
  ];
  for (const [options, message] of sessions) await t.rejects(server.session(options), { message });
  await t.rejects(server.scenarios.add({ ...mine, name: 'csv-bom' }), /which is a name of the catalogue/);
  await t.rejects(server.scenarios.add(bad), /ms: expected/);
  await server.scenarios.add({ ...mine, name: 'more' });
  t.ok((await server.scenarios.names()).includes('more'));
  t.match((await (await server.session({ scenario: 'more' })).requests()).length, 0);
  t.same([server.scenarios.remove('more'), server.scenarios.remove('more')], [true, false]);
  t.notOk((await server.scenarios.names()).includes('more'));
});
