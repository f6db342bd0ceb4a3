import fc from 'fast-check';
import t from 'tap';
import { startServer } from '../server/index.ts';

const NOW = Date.UTC(2024, 5, 30, 12);
const lines: string[] = [];
const server = await startServer({
  size: 'tiny',
  seed: '7',
  now: NOW,
  port: 0,
  onAccess: (line) => lines.push(line),
});
t.teardown(() => server.close());
const headers = { authorization: 'Bearer verified-admin' };
const EXPORT = '/api/v1/export';

async function ask(target: string): Promise<{ readonly status: number; readonly hint: string }> {
  const answer = await fetch(server.url + target, { headers });
  await answer.arrayBuffer();
  return { status: answer.status, hint: answer.headers.get('x-engage-export-hint') ?? '' };
}

/** A wrong request, and what its hint has to say. */
const rows: readonly (readonly [target: string, hint: RegExp])[] = [
  [
    `${EXPORT}/users/1831138186217472/`,
    /exports are at \/api\/v1\/export\/users\/\{user_id\}, as .*\/1831138186217472/,
  ],
  [`${EXPORT}/user/12`, /exports are at \/api\/v1\/export\/users\/\{user_id\}, as .*users\/12/],
  ['/api/v1//export//users/12', /\/api\/v1\/export\/users\/\{user_id\}, as .*users\/12/],
  ['/api/v1/exports', /exports are at \/api\/v1\/export$/],
  [`${EXPORT}.json`, /exports are at \/api\/v1\/export$/],
  ['/api/v1/EXPORT', /exports are at \/api\/v1\/export$/],
  [`${EXPORT}/`, /exports are at \/api\/v1\/export$/],
  [`${EXPORT}?Since=2024-06-01`, /since is required: Since is not read: .* send since=2024-06-01/],
  [`${EXPORT}?since[]=2024-06-01`, /since\[\] is not read: .* send since=2024-06-01/],
  [`${EXPORT}?from=2024-06-01`, /from is not read/],
  [`${EXPORT}?start_date=2024-06-01`, /start_date is not read/],
  [`${EXPORT}?since=2024-06-01&model=User,Group`, /repeated for each model: model=User&model=Group/],
  [`${EXPORT}?since=2024-06-31`, /June has 30 days; did you mean 2024-06-30\?/],
  [`${EXPORT}?since=2023-02-29`, /February 2023 has 28 days; did you mean 2023-02-28\?/],
  [`${EXPORT}?since=2024-13-01`, /there is no month 13/],
  [`${EXPORT}?since=2024-06-01T25:00`, /a day has 24 hours/],
  [`${EXPORT}?since=2024-06-01T12:61`, /an hour has 60 minutes/],
  [`${EXPORT}?since=2024-W10`, /weeks are not read.*such as 2020-02-09T00:00:00\+00:00/],
  [`${EXPORT}?since=2024-123`, /days of the year are not read/],
  [`${EXPORT}?since=1718409600`, /Unix time; did you mean 2024-06-15T00:00:00\.000Z\?/],
  [`${EXPORT}?since=06/30/2024`, /a date begins with the year; did you mean 2024-06-30\?/],
  [`${EXPORT}?since=30.6.2024`, /did you mean 2024-06-30\?/],
  [
    `${EXPORT}?since=2024-06-09+02:00`,
    /a date without a time has no offset; did you mean 2024-06-09T00:00:00%2B02:00\?/,
  ],
  [`${EXPORT}?since=2024-06-09%2B02:00`, /a date without a time has no offset/],
];

t.test('a hint is about what was asked', async (t) => {
  for (const [target, expected] of rows) {
    const { status, hint } = await ask(target);
    t.ok(status === 400 || status === 404, target);
    t.match(hint, expected, target);
  }
});

t.test('whoever follows a hint about a date is served', async (t) => {
  const days = fc.tuple(
    fc.integer({ min: 2001, max: 2030 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 29, max: 31 }),
  );
  const texts = fc.oneof(
    days.map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${d}`),
    days.map(([y, m, d]) => `${m}/${Math.min(d, 28)}/${y}`),
    days.map(([y, m]) => `${y}-${String(m).padStart(2, '0')}-09+05:30`),
    fc.integer({ min: 1e9, max: 2e9 }).map(String),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const { status, hint } = await ask(`${EXPORT}?since=${text}&model=Network&include=csv`);
      if (status === 200) return;
      const meant = /did you mean (\S+)\?/.exec(hint)?.[1];
      const again = await ask(`${EXPORT}?since=${meant}&model=Network&include=csv`);
      if (!hint.startsWith('since=') || again.status !== 200)
        throw new Error(`${text}: ${hint}: ${again.status}`);
    }),
    { numRuns: 60, seed: 7 },
  );
  t.pass('each hint holds a date that is read');
});

t.test('parameters that nobody reads stand in the log', async (t) => {
  await ask(`${EXPORT}?since=2024-06-29&models=User&utm=x&model=Network`);
  t.match(lines.at(-1), /, ignored models, utm$/);
  await ask(`${EXPORT}?since=2024-06-29&model=Network`);
  t.notMatch(lines.at(-1), /ignored/);
});

t.test('what is understood is a window that can be asked for again', async (t) => {
  for (const since of [
    '2099-01-01',
    '0000-01-01T00:00%2B23:59',
    '9999-12-31T23:59-23:59',
    '2024-06-30T12:00:00.5',
  ]) {
    await ask(`${EXPORT}?since=${since}&model=Network&include=csv`);
    const parameters = new Map((await server.requests()).at(-1)?.parameters ?? []);
    const [from = '', to = ''] = [parameters.get('since'), parameters.get('until')];
    t.ok(from <= to, `${since}: ${from} to ${to}`);
    t.equal((await ask(`${EXPORT}?since=${from}&until=${to}&model=Network&include=csv`)).status, 200, since);
  }
});
