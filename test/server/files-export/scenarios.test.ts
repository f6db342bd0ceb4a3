import t from 'tap';
import { MINUTE_MS } from '../../../schemas/durations.ts';
import { startServer } from '../../../server/index.ts';
import { catalogue } from '../../../server/scenarios/index.ts';
import { clientsOf, json, type Outcome, type Status } from '../../helpers/files-client.ts';
import { tiny } from '../../helpers/serve.ts';

const RANGE = 'since=2024-05-01&until=2024-06-30';

const server = await startServer(tiny);
t.teardown(() => server.close());
const clientIn = clientsOf(server);

/** The end of a run of the client in each scenario, and the states that it saw. */
const outcomes: Readonly<Record<string, { readonly ended: string; readonly states: readonly string[] }>> = {
  'files-export-instant': { ended: 'complete', states: ['COMPLETE'] },
  'files-export-slow': { ended: 'given up', states: ['PENDING', 'IN_PROGRESS'] },
  'files-export-too-early': { ended: 'complete', states: ['NOT_FOUND', 'IN_PROGRESS', 'COMPLETE'] },
  'files-export-failed': { ended: 'FAILED', states: ['PENDING', 'IN_PROGRESS', 'FAILED'] },
  'files-export-failed-once': { ended: 'FAILED', states: ['PENDING', 'IN_PROGRESS', 'FAILED'] },
  'files-export-never-ready': { ended: 'given up', states: ['PENDING', 'IN_PROGRESS'] },
  'files-export-expired': { ended: 'EXPIRED', states: ['PENDING', 'IN_PROGRESS', 'EXPIRED'] },
  'files-export-no-files': { ended: 'no files', states: ['PENDING', 'IN_PROGRESS', 'COMPLETE'] },
  'files-export-link-expired-once': { ended: 'download 403', states: ['PENDING', 'IN_PROGRESS', 'COMPLETE'] },
  'files-export-link-expired': { ended: 'download 403', states: ['PENDING', 'IN_PROGRESS', 'COMPLETE'] },
  'files-export-link-broken': { ended: 'download 500', states: ['PENDING', 'IN_PROGRESS', 'COMPLETE'] },
  'files-export-part-missing': { ended: 'download 404', states: ['PENDING', 'IN_PROGRESS', 'COMPLETE'] },
  'files-export-link-refused': { ended: 'download 403', states: ['PENDING', 'IN_PROGRESS', 'COMPLETE'] },
  'files-export-html-page': { ended: 'no archive', states: ['PENDING', 'IN_PROGRESS', 'COMPLETE'] },
  'files-export-cut': { ended: 'download cut', states: ['PENDING', 'IN_PROGRESS', 'COMPLETE'] },
  'files-export-reset': { ended: 'download cut', states: ['PENDING', 'IN_PROGRESS', 'COMPLETE'] },
  'files-export-short': { ended: 'complete', states: ['PENDING', 'IN_PROGRESS', 'COMPLETE'] },
  'files-export-damaged': { ended: 'complete', states: ['PENDING', 'IN_PROGRESS', 'COMPLETE'] },
  'files-export-other-host': { ended: 'complete', states: ['PENDING', 'IN_PROGRESS', 'COMPLETE'] },
};

function endOf(outcome: Outcome): string {
  return outcome.ended === 'failed' ? outcome.why : outcome.ended;
}

t.test('every scenario of the Files Export API does what it says', async (t) => {
  const named = catalogue.filter(({ area }) => area === 'files-export').map(({ name }) => name);
  t.strictSame(
    Object.keys(outcomes),
    named,
    'each scenario has an expectation, in the order of the catalogue',
  );
  for (const [scenario, { ended, states }] of Object.entries(outcomes)) {
    const { session, client } = await clientIn(t, { scenario });
    const outcome = await client.run(RANGE);
    t.equal(endOf(outcome), ended, scenario);
    t.strictSame(client.states, states, scenario);
    const fired = (await session.requests()).flatMap(({ steps }) => steps.map((step) => step.do));
    t.ok(fired.length > 0, `${scenario}: its step is in the journal`);
  }
});

t.test('scenarios that fail once succeed the next time', async (t) => {
  const failed = await clientIn(t, { scenario: 'files-export-failed-once' });
  t.equal(endOf(await failed.client.run(RANGE)), 'FAILED');
  t.equal(endOf(await failed.client.run(RANGE)), 'complete', 'another export request');
  const { session, client } = await clientIn(t, { scenario: 'files-export-link-expired-once' });
  const { user_request_id: id } = json<Status>(await client.create(RANGE));
  session.clock.advance(MINUTE_MS);
  const statuses: number[] = [];
  for (let ask = 0; ask < 2; ask += 1) {
    const [link = ''] = json<Status>(await client.status(id)).data.split('\n');
    statuses.push((await client.download(link)).status);
  }
  t.strictSame(statuses, [403, 200]);
});

t.test('a scenario breaks only the links that it names', async (t) => {
  const statuses: Record<string, readonly number[]> = {
    'files-export-part-missing': [200, 404],
    'files-export-link-refused': [403, 200],
    'files-export-link-broken': [500, 500],
  };
  for (const [scenario, expected] of Object.entries(statuses)) {
    const { session, client } = await clientIn(t, { scenario });
    const { user_request_id: id } = json<Status>(await client.create(RANGE));
    session.clock.advance(MINUTE_MS);
    const links = json<Status>(await client.status(id)).data.split('\n');
    const seen = await Promise.all(links.map(async (link) => (await client.download(link)).status));
    t.strictSame(seen, expected, scenario);
  }
});

t.test('an archive lacks its end or has a wrong byte, and a link leads to another host', async (t) => {
  const right = await clientIn(t, {});
  const whole = await right.client.run(RANGE);
  if (whole.ended !== 'complete') throw new Error(`expected archives, got ${whole.ended}`);
  for (const [scenario, difference] of [
    ['files-export-short', { missing: 1024, changed: 0 }],
    ['files-export-damaged', { missing: 0, changed: 1 }],
    ['files-export-other-host', { missing: 0, changed: 0 }],
  ] as const) {
    const { session, client } = await clientIn(t, { scenario });
    const outcome = await client.run(RANGE);
    if (outcome.ended !== 'complete') throw new Error(`expected archives, got ${outcome.ended}`);
    for (const [index, archive] of outcome.archives.entries()) {
      const expected = whole.archives[index] ?? Buffer.alloc(0);
      t.equal(expected.length - archive.length, difference.missing, scenario);
      t.equal([...archive].filter((byte, at) => byte !== expected[at]).length, difference.changed, scenario);
    }
    const hosts = (await session.requests()).map(({ request }) =>
      request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1]?.replace(/:.*/, ''),
    );
    const isOther = scenario === 'files-export-other-host';
    t.strictSame([...new Set(hosts)], isOther ? ['127.0.0.1', 'localhost'] : ['127.0.0.1'], scenario);
  }
});

t.test('scenarios of access and of HTTP apply to the Files Export API, too', async (t) => {
  const { client } = await clientIn(t, { scenario: 'token-expires-between-requests' });
  t.equal(endOf(await client.run(RANGE)), 'status 401');
  const limited = await clientIn(t, { scenario: 'rate-limited' });
  t.equal(endOf(await limited.client.run(RANGE)), 'create 429');
  const network = await clientIn(t, { scenario: 'files-export-failed' });
  const answer = await network.client.send('/api/v1/export?since=2024-06-29&model=Segment');
  t.equal(answer.status, 200, 'a scenario of the Files Export API does not change other exports');
});
