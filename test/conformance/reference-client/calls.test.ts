import { readFile } from 'node:fs/promises';
import tap, { test } from 'tap';
import { callOf } from '../../../conformance/client/command.ts';
import { describeReference } from '../../../conformance/reference-client/describe.ts';
import { filesRanges } from '../../../conformance/reference-client/files-requests.ts';
import { scenarioCatalogue, startServer } from '../../../server/index.ts';
import { advancing } from '../../helpers/files-example.ts';
import { filesEndings } from '../../helpers/reference-client/expected.ts';
import { filesIn, foldersOf, resuming, runHere, watermarkIn } from '../../helpers/reference-client/run.ts';
import { NOW, tiny, userOf } from '../../helpers/serve.ts';

const server = await startServer({ ...tiny });
tap.teardown(() => server.close());

const SINCE = ['--since', '2024-06-20T00:00:00Z'];

test('every parameter reaches the wire, and the export is named by what it holds', async (t) => {
  const window = ['--since', '2024-06-20T02:00:00.250+02:00', '--until', '2024-06-21'];
  const dates = 'since=2024-06-20T00%3A00%3A00.250Z&until=2024-06-21T00%3A00%3A00Z';
  const file = 'export-20240620T000000250Z-20240621T000000999Z';
  const active = userOf('active');
  for (const [args, target, code, name] of [
    [window, `export?${dates}`, 0, `${file}.zip`],
    [
      [...window, '--model', 'Message', '--model', 'File', '--include', 'csv'],
      `export?${dates}&model=Message&model=File&include=csv`,
      0,
      /^export-20240620T000000250Z-20240621T000000999Z-[0-9a-f]{8}\.zip$/,
    ],
    [[...window, '--include-ens'], `export?${dates}&include_ens=true`, 0, /-[0-9a-f]{8}\.zip$/],
    [[...window, '--network', 'a&b'], `export?${dates}&network=a%26b`, 1, undefined],
    [['--user-id', active], `export/users/${active}`, 0, `export-user-${active}.zip`],
    [
      ['--user-id', active, '--exclude-files=false', '--model', 'UserBadge'],
      `export/users/${active}?model=UserBadge&exclude_files=false`,
      0,
      /^export-user-\d+-[0-9a-f]{8}\.zip$/,
    ],
    [['--user-id', userOf('deleted')], `export/users/${userOf('deleted')}`, 1, undefined],
  ] as const) {
    await using session = await server.session();
    const { out } = foldersOf(t);
    const ran = await runHere(['--base-url', session.url, '--out', out, ...args], session.token);
    t.equal(ran.code, code, ran.stderr);
    t.match(await filesIn(out), name === undefined ? [] : [name]);
    const exchanges = await session.requests();
    t.match(exchanges, [{ request: { target: `/s/${session.id}/api/v1/${target}` }, lints: [] }]);
  }
});

test('the watermark is the end of what the server could export', async (t) => {
  for (const [name, options, until, watermark] of [
    ['the clock in the name', {}, '2030-01-01T00:00:00Z', '2024-06-30T12:00:00Z'],
    ['the whole second of until', {}, '2024-06-25T01:02:03Z', '2024-06-25T01:02:03.999Z'],
    [
      'the day of until, where the older profile drops the time',
      { profile: 'legacy', assumptions: { 'legacy-until': 'midnight' } },
      '2024-06-25T13:00:00Z',
      '2024-06-25T00:00:00.999Z',
    ],
    [
      'the second of until in the older profile',
      { profile: 'legacy' },
      '2024-06-25T13:00:00Z',
      '2024-06-25T13:00:00.999Z',
    ],
    [
      'request.txt, when the download has no name',
      { assumptions: { 'content-disposition': 'off' } },
      undefined,
      '2024-06-30T12:00:00Z',
    ],
    [
      'the name, when request.txt is empty',
      { assumptions: { 'request-txt': 'empty' } },
      undefined,
      '2024-06-30T12:00:00Z',
    ],
    [
      'its beginning, when that is still to come',
      { now: NOW - 30 * 86_400_000 },
      undefined,
      '2024-06-19T23:59:59.999Z',
    ],
  ] as const) {
    await using session = await server.session(options);
    const folders = foldersOf(t);
    const args = resuming(session, folders, ...SINCE, ...(until === undefined ? [] : ['--until', until]));
    const ran = await runHere(args, session.token);
    t.equal(ran.code, 0, `${name}: ${ran.stderr}`);
    t.equal(await watermarkIn(folders.state), watermark, name);
  }
});

test('the end of an export whose clock nobody tells is not later than the head of the answer', async (t) => {
  const folders = foldersOf(t);
  await using session = await server.session({ assumptions: { 'content-disposition': 'off' } });
  const args = resuming(session, folders, ...SINCE, '--until', '2190-01-01T00:00:00Z');
  t.equal((await runHere(args, session.token)).code, 0);
  t.ok(Date.parse((await watermarkIn(folders.state)) ?? '') < Date.now());
});

test('a call that cannot be meant is told apart', async (t) => {
  const { out, state } = foldersOf(t);
  const base = ['--base-url', server.url, '--out', out];
  for (const [args, code, stderr] of [
    [[...base, '--since', 'yesterday'], 2, /--since as 2024-06-30T12:00:00Z, got yesterday/],
    [[...base, '--since', '2024-02-30'], 2, /--since/],
    [[...base, '--since', '2024-06-30', '--until', '2024-06-29'], 2, /--until after --since/],
    [base, 2, /expected --since/],
    [[...base, '--resume'], 2, /expected --state/],
    [['--base-url', 'ftp://x', '--out', out], 2, /--base-url/],
    [[...base, '--since', '2024-06-30', '--include', 'zip'], 2, /csv or all, got zip/],
    [[...base, '--since', '2024-06-30', '--stall-limit', '0'], 2, /in seconds/],
    [[...base, '--token', 'x'], 2, /--token/],
    [[...base, '--user-id', '7', '--resume', '--state', state], 127, /unsupported/],
    [[...base, '--files', '--user-id', '7'], 127, /unsupported/],
    [[...base, '--files', '--since', '2024-06-01'], 2, /--since and --until/],
  ] as const) {
    t.match(await runHere(args, server.token), { code, stderr }, args.join(' '));
  }
  t.match(await runHere([...base, '--since', '0'], undefined), { code: 2, stderr: /ENGAGE_TOKEN/ });
  t.same(await filesIn(out), []);
});

test('client.json calls it in a checkout', async (t) => {
  const url = new URL('../../../conformance/reference-client/client.json', import.meta.url);
  const written = JSON.parse(await readFile(url, 'utf8'));
  const client = describeReference('reference', ['node', 'dist/conformance/reference-client/main.js']);
  const { limits: _, ...said } = client;
  t.same(written, said);
  const { out, state } = foldersOf(t);
  const folders = { out_dir: out, now: '2024-06-19T12:00:00.000Z', state_dir: state };
  const values = {
    base_url: server.url,
    token: server.token,
    ...folders,
    since: '2024-06-29',
    model: ['User'],
  };
  const call = callOf(client, 'network', { ...values, include_ens: 'false', include: 'csv' });
  t.ok('argv' in call && !call.argv.includes(server.token));
  if (!('argv' in call)) return;
  t.equal((await runHere(call.argv.slice(2), call.env.ENGAGE_TOKEN)).code, 0);
  t.match(await filesIn(out), [/^export-20240629T000000Z-/]);
});

test('an export of files ends every scenario of its API as it has to', async (t) => {
  const catalogue = (await scenarioCatalogue()).filter(({ area }) => area === 'files-export');
  t.same(
    Object.keys(filesEndings),
    catalogue.map(({ name }) => name),
  );
  const root = t.testdir(Object.fromEntries(catalogue.map(({ name }) => [name, {}])));
  const window = ['--files', '--since', '2024-05-20T00:00:00Z', '--until', '2024-06-18T23:59:59Z'];
  const waits = ['--poll-wait', '0.02', '--retry-wait', '0.02', '--job-limit'];
  const runs = Object.entries(filesEndings).map(async ([scenario, { exit, files }]) => {
    await using session = await server.session({ scenario });
    const out = `${root}/${scenario}`;
    // An export request that takes an hour or more is given up.
    const limit = /slow|never/.test(scenario) ? '0.1' : '60';
    const args = ['--base-url', session.url, '--out', out, ...window, ...waits, limit];
    const step = scenario === 'files-export-too-early' ? 8_000 : 30_000;
    const { code, stderr } = await advancing(session, step, runHere(args, session.token));
    const names = (await filesIn(out)).map((name) => /^files-.*Z-(.*)\.zip$/.exec(name)?.[1]);
    t.same({ exit: code, files: names }, { exit, files }, `${scenario}: ${stderr}`);
    const lints = (await session.requests()).flatMap((one) => one.lints.map(({ id }) => id));
    t.same(lints, [], scenario);
  });
  await Promise.all(runs);
});

test('a window of files is cut at two months, and the parts meet at a second', (t) => {
  const at = (text: string) => Date.parse(`${text}Z`);
  const cut = (since: string, until: string) =>
    filesRanges({ since: at(since), until: at(until) }).map((range) =>
      [range.since, range.until].map((one) => new Date(one).toISOString().slice(0, 19)),
    );
  t.same(cut('2024-06-01T00:00:00', '2024-08-01T00:00:00'), [['2024-06-01T00:00:00', '2024-08-01T00:00:00']]);
  t.same(cut('2023-12-31T10:00:00', '2024-03-01T00:00:00'), [
    ['2023-12-31T10:00:00', '2024-02-29T09:59:59'],
    ['2024-02-29T10:00:00', '2024-03-01T00:00:00'],
  ]);
  t.end();
});
