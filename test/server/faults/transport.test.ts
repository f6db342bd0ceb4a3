import { connect } from 'node:net';
import t, { type Test } from 'tap';
import { openNetworkExport } from '../../../server/export/open-plan.ts';
import { alteredPieces } from '../../../server/faults/altered-pieces.ts';
import { stepPlanOf } from '../../../server/faults/step-plan.ts';
import { contextAt } from '../../../server/faults/time.ts';
import { verifiedAdmin } from '../../../server/http/auth.ts';
import { ErrorResponse } from '../../../server/http/error-response.ts';
import { parseQuery } from '../../../server/http/query.ts';
import { keepExports } from '../../../server/index.ts';
import { catalogue, type Scenario, scenarioByName } from '../../../server/scenarios/index.ts';
import { answerKinds } from '../../../server/scenarios/steps/answer.ts';
import { expected } from '../../helpers/scenarios/expected-responses.ts';
import { fine, good, QUERY, refused } from '../../helpers/scenarios/observed-responses.ts';
import { serveSessions, tiny, userOf } from '../../helpers/serve.ts';
import { layoutOf, look, type Seen } from '../../helpers/wire.ts';

const EXPORT = `/api/v1/export?${QUERY}`;
const { port, sessions } = await serveSessions(t);
/** As in a conformance run: a member that no fault changes is made once. */
const keeping = await keepExports(64 * 1024 * 1024);
t.teardown(() => keeping[Symbol.dispose]());

/** Waits are divided by this number: short enough for a test, long enough to be measured. */
const TIME_SCALE = 2000;
const timeScales: Readonly<Record<string, number>> = {
  'slow-first-byte': 100,
  'error-504': 10,
  stall: 100,
  'stall-and-reset': 2000,
  'stall-at-the-end': 100,
  drip: 50,
};

async function inSession(scenario: Scenario | undefined) {
  const { session } = await sessions.open({
    ...tiny,
    scenario,
    timeScale: timeScales[scenario?.name ?? ''] ?? TIME_SCALE,
  });
  return { session, target: `/s/${session.id}${EXPORT}` };
}

const onTheWire = catalogue.filter(({ area }) => ['access', 'http', 'transport'].includes(area));

/**
 * Scenarios that wait for a Retry-After can run at the same time. The others run one by one, so that load
 * does not cause silence on the connection.
 */
const patient = onTheWire.filter(({ name }) => expected[name]?.some((one) => typeof one === 'number'));

async function prove(t: Test, scenario: Scenario): Promise<void> {
  const { session, target } = await inSession(scenario);
  for (const [index, expect] of (expected[scenario.name] ?? []).entries()) {
    if (typeof expect === 'number') await new Promise((resolve) => setTimeout(resolve, expect));
    else expect(t, await look(port, target), `${scenario.name}, request ${index + 1}`);
  }
  sessions.close(session.id);
}

t.test('every scenario of access, HTTP and transport gives the expected responses', async (t) => {
  t.same(
    Object.keys(expected).sort(),
    onTheWire.map(({ name }) => name).sort(),
    'each scenario has an expectation',
  );
  for (const scenario of onTheWire) if (!patient.includes(scenario)) await prove(t, scenario);
  await Promise.all(patient.map((scenario) => prove(t, scenario)));
});

const inTheBytes = catalogue.filter(({ area }) => ['archive', 'data', 'partial'].includes(area));

t.test('the responses of the other scenarios contain exactly their archive', async (t) => {
  for (const scenario of inTheBytes) {
    const { session, target } = await inSession(scenario);
    const seen = await look(port, target);
    t.equal(seen.status, 200, scenario.name);
    t.ok(seen.whole, `${scenario.name}: complete`);
    const fired = session.journal.records[0]?.fired.map(({ step }) => step);
    const stepPlan = stepPlanOf(scenario.rules.flatMap(({ steps }) => steps));
    t.strictSame(
      fired,
      [...stepPlan.time, ...stepPlan.plan, ...stepPlan.archive],
      `${scenario.name}: every step is reported`,
    );
    const context = await contextAt(session, stepPlan.time, 1);
    const plan = await openNetworkExport(context, verifiedAdmin, { query: parseQuery(QUERY) });
    if (plan instanceof ErrorResponse) throw new Error(plan.hint);
    const { signal } = new AbortController();
    const made: Buffer[] = [];
    for await (const { bytes } of alteredPieces({ plan, stepPlan, context, signal, fired: () => {} }))
      made.push(bytes);
    t.ok(seen.body.equals(Buffer.concat(made)), `${scenario.name}: the same bytes`);
    // Every export has signed descriptors.
    if (scenario.name !== 'zip-signed-descriptors')
      t.notOk(seen.body.equals(good), `${scenario.name}: other bytes`);
    sessions.close(session.id);
  }
});

t.test('a scenario that a token selects works the same, with separate numbering per token', async (t) => {
  const by = (token: string) => look(port, EXPORT, { Authorization: `Bearer ${token}` });
  fine(t, await by('verified-admin'), 'the main session');
  for (const token of ['verified-admin~token-refused-once', 'verified-admin~token-refused-once~mine']) {
    refused(t, await by(token), `${token}, first`);
  }
  fine(t, await by('verified-admin~token-refused-once'), 'second');
  refused(t, await by('verified-admin~token-refused-once'), 'third');
  fine(t, await by('verified-admin~token-refused-once~mine'), 'second with the other token');
  const unknown = await by('verified-admin~token-refused-onse');
  refused(t, unknown, 'an unknown scenario');
  t.match(unknown.headers['x-engage-export-hint'], /did you mean verified-admin~token-refused-once\?/);
  for (const token of ['not-admin~token-refused-once', 'verified-admin~', 'verified-admin~a~b~c']) {
    refused(t, await by(token), token);
  }
});

t.test('the user export fails in the same ways', async (t) => {
  const path = `/api/v1/export/users/${userOf('active')}`;
  const sound = await look(port, path);
  const { session } = await inSession(scenarioByName('reset-mid-member'));
  const cut = await look(port, `/s/${session.id}${path}`);
  const { data, dataEnd } = layoutOf(sound.body).entry('Messages.csv');
  t.equal(cut.body.length, data + Math.floor((dataEnd - data) * 0.6));
  t.ok(cut.body.equals(sound.body.subarray(0, cut.body.length)));
  t.equal(cut.end, 'reset');
  const expired = await look(port, path, { Authorization: 'Bearer verified-admin~token-expired' });
  t.equal(expired.status, 401);
  t.equal(expired.body.length, 0, 'an empty body, as on this endpoint');
});

t.test(
  'redirects lead to the export without a token, and the journal reports a token that was sent',
  async (t) => {
    for (const name of ['redirect-other-host', 'redirect-other-port', 'redirect-same-host']) {
      const { session, target } = await inSession(scenarioByName(name));
      const location = String((await look(port, target)).headers.location);
      const next = location.replace(/^http:\/\/[^/]+/, '');
      if (name === 'redirect-other-port') {
        const { body } = await fetch(location).then(async (found) => ({ body: await found.arrayBuffer() }));
        t.ok(body.byteLength > 1000, 'the other port answers with the export');
      }
      fine(t, await look(port, next, { Authorization: undefined }), `${name}: without a token`);
      fine(t, await look(port, next), `${name}: with the token`);
      const remarks = session.journal.records.flatMap((record) => record.remarks.map(({ id }) => id));
      const [, place] = /other-(host|port)/.exec(name) ?? [];
      t.same(remarks, place === undefined ? [] : [`token-on-another-${place}`], `${name}: remarks`);
      const forged = next.replace(/redirected=.*/, 'redirected=ffffffff');
      refused(t, await look(port, forged, { Authorization: undefined }), 'a ticket that was never issued');
    }
  },
);

t.test('a request that cannot trigger a fault does not use up a fault that occurs once', async (t) => {
  for (const name of [
    'reset-mid-member-once',
    'error-500-once',
    'reset-before-headers-once',
    'rate-limited',
  ]) {
    const { target } = await inSession(scenarioByName(name));
    const path = target.replace(/\?.*/, '');
    const met = (seen: Seen) => seen.end === 'reset' || seen.status >= 429;
    for (const query of [
      '',
      '?since=2024-06-31',
      '?since=2024-06-30&model=Nothing',
      '?since=2024-06-30&until=2024-06-01',
    ]) {
      const seen = await look(port, path + query);
      t.ok(seen.status === 400 || met(seen), `${name}: ${query}`);
    }
    await fetch(`http://127.0.0.1:${port}${target}`, {
      method: 'HEAD',
      headers: { authorization: 'Bearer verified-admin' },
    }).catch(() => {});
    // A HEAD meets a fault that needs no body; then the next request does not.
    const isSpent = ['error-500-once', 'reset-before-headers-once'].includes(name);
    t.equal(met(await look(port, target)), !isSpent, `${name}: the first request that can trigger it does`);
  }
});

t.test('an invalid date is a 400 in every scenario without an answer step', async (t) => {
  for (const { name, rules } of catalogue) {
    const answers = rules.some(({ steps }) => steps.some((step) => Object.hasOwn(answerKinds, step.do)));
    if (answers) continue;
    const { target } = await inSession(scenarioByName(name));
    const seen = await look(port, target.replace(/since=[^&]*/, 'since=2024-06-31'), {}, 0);
    t.equal(seen.status, 400, name);
  }
});

t.test('a percentage selects the same requests every time', async (t) => {
  const run = async () => {
    const { target } = await inSession(scenarioByName('error-sometimes'));
    const statuses: number[] = [];
    for (let n = 0; n < 60; n++)
      statuses.push((await look(port, target.replace(QUERY, 'since=2024-06-30'))).status);
    return statuses;
  };
  const [first, second] = [await run(), await run()];
  t.same(first, second);
  const hits = first.filter((status) => status === 503).length;
  t.ok(hits >= 5 && hits <= 20, `${hits} of 60`);
  t.same([...new Set(first)].sort(), [200, 503]);
});

t.test('a base URL that refuses connections refuses them', async (t) => {
  const { closedPort = 0 } = await sessions.open({ scenario: scenarioByName('connection-refused') });
  const code = await new Promise((resolve) => {
    connect(closedPort, '127.0.0.1')
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
      .on('connect', () => resolve('connected'));
  });
  t.equal(code, 'ECONNREFUSED');
});
