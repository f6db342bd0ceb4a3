import t from 'tap';
import { parametersOf } from '../../../schemas/index.ts';
import { parseQuery } from '../../../server/http/query.ts';
import { startServer } from '../../../server/index.ts';
import { ignoredParameters } from '../../../server/request/hints.ts';
import fc from '../../helpers/properties.ts';
import { asking, userOf } from '../../helpers/serve.ts';

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

/** A wrong request and the text that its hint must contain. */
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
  [`${EXPORT}?since=2024-06-01&model=User,Group`, /for each model: model=User&model=Group/],
  [`${EXPORT}?since=2024-06-31`, /June has 30 days; did you mean 2024-06-30\?/],
  [`${EXPORT}?since=2023-02-29`, /February 2023 has 28 days; did you mean 2023-02-28\?/],
  [`${EXPORT}?since=2024-13-01`, /there is no month 13/],
  [`${EXPORT}?since=2024-06-01T25:00`, /a day has 24 hours/],
  [`${EXPORT}?since=2024-06-01T12:61`, /an hour has 60 minutes/],
  [`${EXPORT}?since=2024-W10`, /week dates are not accepted.*such as 2020-02-09T00:00:00\+00:00/],
  [`${EXPORT}?since=2024-123`, /ordinal dates are not accepted/],
  [`${EXPORT}?since=1718409600`, /Unix time; did you mean 2024-06-15T00:00:00\.000Z\?/],
  [`${EXPORT}?since=06/30/2024`, /a date begins with the year; did you mean 2024-06-30\?/],
  [`${EXPORT}?since=30.6.2024`, /did you mean 2024-06-30\?/],
  [
    `${EXPORT}?since=2024-06-09+02:00`,
    /a date without a time has no offset; did you mean 2024-06-09T00:00:00%2B02:00\?/,
  ],
  [`${EXPORT}?since=2024-06-09%2B02:00`, /a date without a time has no offset/],
  [`${EXPORT}?since=2024-06-09-08:00`, /did you mean 2024-06-09T00:00:00-08:00\?/],
  [`${EXPORT}?since=2024-06-09+02`, /a date without a time has no offset/],
  [`${EXPORT}?%73ince=2024-06-09+02:00`, /a date without a time has no offset/],
  [`${EXPORT}?Since=`, /Since is not read: .* send an ISO 8601 date, as since=/],
  [`${EXPORT}?sicne=2024-06-01`, /sicne is not read: .* send since=2024-06-01/],
  [`${EXPORT}?since=0&model=User+Nope,Grop`, /for each model: model=User&model=Group$/],
  [
    `${EXPORT}?since=${'x'.repeat(500)}`,
    /^since=x{80}\.\.\.: expected at most 48 characters; expected an ISO 8601/,
  ],
  [`${EXPORT}?since=202406301200`, /did you mean 2024-06-30T12:00:00Z\?/],
  [`${EXPORT}?since=2024-W10-3`, /week dates are not accepted.*did you mean 2024-03-06\?/],
  [`${EXPORT}?since=2024-123`, /did you mean 2024-05-02\?/],
  [`${EXPORT}?since=30/06/2024`, /did you mean 2024-06-30\?/],
  [`${EXPORT}?since=2024-06-10&until=2024-06-09`, /did you mean since=2024-06-09&until=2024-06-10\?$/],
  [`${EXPORT}?since=0&include_ens=yes`, /did you mean true\?/],
  [
    '/export/users/12/',
    /^\/export\/users\/12\/ does not exist\. Exports are at .*, as \/api\/v1\/export\/users\/12\.$/,
  ],
  ['/api/v1/messages/12.json', /^message 12: there is none, or no more/],
  ['/api/v1/search.json', /exports are at \/api\/v1\/export$/],
];

t.test('a hint names the mistake in the request', async (t) => {
  for (const [target, expected] of rows) {
    const { status, hint } = await ask(target);
    t.ok(status === 400 || status === 404, target);
    t.match(hint, expected, target);
  }
});

const DIGITS = '0123456789-:T/. +Z';
const day = fc.tuple(
  fc.integer({ min: 1999, max: 2030 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 31 }),
);
const [y, m, d] = [0, 1, 2].map((at) => (date: readonly number[]) => String(date[at]).padStart(2, '0'));
const dateForms: readonly ((date: readonly number[]) => string)[] = [
  (date) => `${y?.(date)}-${m?.(date)}-${d?.(date)}`,
  (date) => `${m?.(date)}/${d?.(date)}/${y?.(date)}`,
  (date) => `${d?.(date)}.${m?.(date)}.${y?.(date)} 12:00`,
  (date) => `${y?.(date)}/${m?.(date)}/${d?.(date)}`,
  (date) => `${y?.(date)}-${m?.(date)}-${d?.(date)}+05:30`,
  (date) => `${y?.(date)}-${m?.(date)}-${d?.(date)}-08`,
  (date) => `${y?.(date)}-${m?.(date)}-${d?.(date)}T12:00:00 UTC`,
  (date) => `${y?.(date)}${m?.(date)}${d?.(date)}1200`,
  (date) => `${y?.(date)}-W${d?.(date)}`,
  (date) => `${y?.(date)}-1${d?.(date)}`,
  (date) => `${y?.(date)}-${m?.(date)}`,
  (date) => new Date(Date.UTC(date[0] ?? 0, date[1] ?? 0, date[2] ?? 0)).toUTCString(),
  (date) => String(Date.UTC(date[0] ?? 0, date[1] ?? 0, date[2] ?? 0)),
  (date) => String(Date.UTC(date[0] ?? 0, date[1] ?? 0, date[2] ?? 0) / 1000),
];
const dates = fc.oneof(
  fc.tuple(day, fc.constantFrom(...dateForms)).map(([date, form]) => form(date)),
  fc
    .tuple(day, fc.constantFrom(...dateForms), fc.nat(30), fc.constantFrom(...DIGITS, 'x', 'é'))
    .map(([date, form, at, odd]) => form(date).slice(0, at) + odd + form(date).slice(at + 1)),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
const model = fc.constantFrom('User', 'Users', 'group', 'Mesage', 'Messages.csv', 'Nope', 'x'.repeat(200));
const several = fc.tuple(
  fc.array(model, { minLength: 1, maxLength: 4 }),
  fc.constantFrom(',', ';', '|', ' ', ', '),
);
const models = several.map(([names, by]) => names.join(by));
const yesOrNo = fc.oneof(
  fc.constantFrom('1', '0', 'yes', 'off', 'ture', 'flase', 'T'),
  fc.string({ maxLength: 9 }),
);
const pair = (name: string) => (value: string) => `${name}=${encodeURIComponent(value)}`;
const wrongQueries = fc.oneof(
  dates.map(pair('since')),
  dates.map((value) => `since=0&${pair('until')(value)}`),
  fc.tuple(dates, dates).map(([since, until]) => `${pair('since')(since)}&${pair('until')(until)}`),
  fc
    .tuple(fc.constantFrom('Since', 'since[]', 'SINCE', 'from', 'start_date', 'sinse'), dates)
    .map(([name, value]) => pair(name)(value)),
  models.map((value) => `since=0&${pair('model')(value)}`),
  yesOrNo.map((value) => `since=0&${pair('include_ens')(value)}`),
  fc.constantFrom('CVS', 'al', 'none', 'files').map((value) => `since=0&include=${value}`),
);

/** The query after applying a hint; `undefined` when the hint has no correction. */
function followed(query: string, hint: string): string | undefined {
  const pairs = /(?:did you mean|send|for each model:) (\w+=\S+?)\??$/.exec(hint)?.[1];
  if (pairs !== undefined) return pairs.includes('model=') ? `since=0&${pairs}` : pairs;
  const name = /^(\w+)(?:=| is required)/.exec(hint)?.[1];
  const value =
    /did you mean (\S+?)\?/.exec(hint)?.[1] ?? /(?:such as |as since=|one of )([^\s,]+)/.exec(hint)?.[1];
  if (name === undefined || value === undefined) return undefined;
  return [...query.split('&').filter((one) => !one.startsWith(`${name}=`)), `${name}=${value}`].join('&');
}

t.test('a client that follows the hints gets an export', async (t) => {
  const app = asking(t);
  const seen = { refused: 0 };
  await fc.assert(
    fc.asyncProperty(wrongQueries, async (wrong) => {
      let query = wrong;
      // A request may have two mistakes: the second hint comes when the first mistake is corrected.
      for (let turn = 0; turn < 3; turn++) {
        const answer = await app(`${EXPORT}?${query}`, { method: 'HEAD' });
        if (answer.statusCode === 200) return;
        seen.refused += 1;
        const hint = String(answer.headers['x-engage-export-hint']);
        const next = followed(query, hint);
        if (answer.statusCode !== 400 || next === undefined) throw new Error(`${query}: ${hint}`);
        query = next;
      }
      const answer = await app(`${EXPORT}?${query}`, { method: 'HEAD' });
      if (answer.statusCode !== 200) throw new Error(`${wrong}: ${query}: ${answer.statusCode}`);
    }),
    { numRuns: 1500, seed: 7 },
  );
  t.ok(seen.refused > 700, `${seen.refused} hints were followed`);
});

t.test('a client that follows a hint about a path finds the endpoint', async (t) => {
  const app = asking(t);
  const user = userOf('active');
  const paths = fc
    .tuple(
      fc.constantFrom(
        EXPORT,
        `${EXPORT}/users/${user}`,
        `${EXPORT}/user/${user}`,
        `/export/users/${user}`,
        '/v1/exports',
      ),
      fc.constantFrom('', '/', '.json', '.zip', '//', ';v=1', '/x', '%2F'),
      fc.constantFrom<(path: string) => string>(
        (path) => path,
        (path) => path.toUpperCase(),
        (path) => path.replace('/', '//'),
        (path) => `/api${path}`,
      ),
    )
    .map(([path, end, change]) => change(path + end));
  await fc.assert(
    fc.asyncProperty(paths, async (path) => {
      const answer = await app(`${path}?since=0`, { method: 'HEAD' });
      if (answer.statusCode === 200) return;
      const hint = String(answer.headers['x-engage-export-hint']);
      const id = /^user_id=.*: did you mean (\d+)\?/.exec(hint)?.[1];
      const right = id ? `${EXPORT}/users/${id}` : /xports are at (?:\S+, as )?(\/\S+?)\.?$/.exec(hint)?.[1];
      const again = await app(`${right}?since=0`, { method: 'HEAD' });
      if (path.includes(user) !== right?.includes(user) || again.statusCode !== 200)
        throw new Error(`${path}: ${answer.statusCode} ${hint}: ${again.statusCode}`);
    }),
    { numRuns: 150, seed: 7 },
  );
  t.pass('each hint names the path that was meant');
});

t.test('the log lists exactly the parameters that are in no table', (t) => {
  for (const [operation, path] of [
    ['network', EXPORT],
    ['user', `${EXPORT}/users/1`],
  ] as const) {
    const names = parametersOf(operation).flatMap((one) => (one.in === 'query' ? one.name : []));
    const query = parseQuery([...names, 'redirected', 'models'].map((name) => `${name}=1`).join('&'));
    t.strictSame(ignoredParameters(path, query), ['models'], operation);
  }
  t.end();
});

t.test('ignored parameters are in the log', async (t) => {
  await ask(`${EXPORT}?since=2024-06-29&models=User&utm=x&model=Network`);
  t.match(lines.at(-1), /, ignored models, utm$/);
  await ask(`${EXPORT}?since=2024-06-29&model=Network`);
  t.notMatch(lines.at(-1), /ignored/);
});

t.test('the window in request.txt can be requested again', async (t) => {
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
