import { parse } from 'csv-parse/sync';
import t from 'tap';
import { labelOf } from '../../server/export/log-txt.ts';
import { startServer } from '../../server/index.ts';
import { scenarioNames } from '../../server/scenarios/index.ts';
import { tiny, userOf } from '../helpers/serve.ts';
import { unzip } from '../helpers/unzip.ts';

const NETWORK = '/api/v1/export?since=2024-06-01';
const USER = `/api/v1/export/users/${userOf('active')}`;
const RATE_LIMITED =
  '{"response":{"message":"Rate limited due to excessive requests.","code":33,"stat":"fail"}}';

const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

t.test('429: the limiter has seconds in Retry-After, scenarios have seconds, a date or none', async (t) => {
  await using server = await startServer(tiny);
  const forms: [scenario: string, retryAfter: RegExp | null][] = [
    ['rate-limited', /^\d+$/],
    ['rate-limited-date', /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/],
    ['rate-limited-no-retry-after', null],
  ];
  for (const path of [NETWORK, USER]) {
    for (const [scenario, form] of forms) {
      const response = await fetch(server.url + path, as(`verified-admin~${scenario}~${path === USER}`));
      t.equal(response.status, 429, scenario);
      t.equal(await response.text(), RATE_LIMITED);
      const after = response.headers.get('retry-after');
      t.ok(form === null ? after === null : form.test(after ?? ''), `${scenario}: ${after}`);
    }
    const limited = await server.session({ rateLimit: { requests: 1, seconds: 30 } });
    await (await fetch(limited.url + path, as(limited.token))).arrayBuffer();
    const response = await fetch(limited.url + path, as(limited.token));
    t.same([response.status, response.headers.get('retry-after')], [429, '30']);
    t.equal(await response.text(), RATE_LIMITED);
  }
  const plain = await Promise.all(
    Array.from({ length: 15 }, () => fetch(server.url + USER, as('verified-admin'))),
  );
  t.same(new Set(plain.map(({ status }) => status)), new Set([200]), 'without both no request is limited');
  await Promise.all(plain.map((response) => response.arrayBuffer()));
});

t.test(
  'the rate limit is checked after the method and before the token, a scenario after the token',
  async (t) => {
    await using server = await startServer(tiny);
    await using session = await server.session({ rateLimit: { requests: 1, seconds: 30 } });
    const bad = `${session.url}/api/v1/export?since=soon`;
    const statuses = [];
    for (const method of ['POST', 'GET', 'GET', 'POST'])
      statuses.push((await fetch(bad, { method, ...as('unknown') })).status);
    t.same(statuses, [405, 401, 429, 405]);
    const url = `${server.url}/api/v1/export?since=soon`;
    t.equal((await fetch(url, as('verified-admin~rate-limited'))).status, 429, 'before the parameters');
    t.equal((await fetch(url, as('not-admin~rate-limited'))).status, 401, 'after the token');
  },
);

t.test(
  'a partial export is a valid ZIP, and log.txt counts its rows and names what is missing',
  async (t) => {
    await using server = await startServer(tiny);
    const partial = scenarioNames.filter((name) => name.startsWith('partial-'));
    t.ok(partial.length > 8);
    for (const name of partial) {
      const response = await fetch(server.url + NETWORK, as(`verified-admin~${name}`));
      t.equal(response.status, 200, name);
      const files = await unzip(Buffer.from(await response.arrayBuffer()));
      const log = String(files.get('log.txt')).split('\n').filter(Boolean);
      const failures = log.filter((line) => line.startsWith('Failed to export '));
      t.equal(failures.length === 0, name.endsWith('-silently'), `${name}: ${failures}`);
      t.strictSame(log.slice(log.length - failures.length), failures, 'failures come last');
      for (const line of failures) t.match(line, /^Failed to export [\w./-]+\.\w+: [\w ]+$/);
      const rows = [...files]
        .filter(([member]) => /^[^/]+\.csv$/.test(member))
        .map(([member, text]) => `Number of exported ${labelOf(member)}: ${parse(text).length - 1}`);
      t.strictSame(log.slice(0, log.length - failures.length), rows, `${name}: the counts`);
    }
  },
);
