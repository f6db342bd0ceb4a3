import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { cases } from '../../conformance/cases/index.ts';
import { startProcess } from '../../conformance/client/runner/run-process.ts';
import { startWatchdog } from '../../conformance/client/runner/watchdog.ts';
import { type FunctionClient, runConformance, withoutTimes } from '../../conformance/index.ts';
import { longestFirst } from '../../conformance/run/longest-first.ts';
import { makeSandbox, openSandboxes } from '../../conformance/sandbox/sandbox.ts';
import { listCases } from '../../conformance/selection/list.ts';
import { patientReference } from '../helpers/patient-reference.ts';

const posix = process.platform !== 'win32';
const idle: FunctionClient = { name: 'idle', run: async () => 'complete' };

/** A client that fails in every second call; the first call is good or bad. */
function changeable(first: 'good' | 'bad'): FunctionClient {
  const good = patientReference;
  let calls = first === 'good' ? 0 : 1;
  return { ...good, run: async (call) => (calls++ % 2 === 0 ? good.run(call) : 'complete') };
}

t.test('patterns choose cases and checks', async (t) => {
  const ids = (selection: Parameters<typeof listCases>[0]) => listCases(selection).map(({ id }) => id);
  const checks = (selection: Parameters<typeof listCases>[0]) =>
    listCases(selection).flatMap((one) => one.checks.map(({ id }) => id));
  t.same(ids({ only: ['request.since', 'errors.status-5*'] }).slice(0, 2), [
    'request.since',
    'errors.status-500',
  ]);
  t.ok(listCases({ only: ['errors'] }).every(({ area }) => area === 'errors'));
  t.ok(listCases({ skip: ['errors'] }).every(({ area }) => area !== 'errors'));
  t.same(checks({ only: ['request.since/keeps-the-export', 'errors.status-500/tells-*'] }).slice(0, 2), [
    'request.since/keeps-the-export',
    'errors.status-500/tells-why',
  ]);
  t.ok(checks({ only: ['*/keeps-the-export'] }).every((id) => id.endsWith('/keeps-the-export')));
  t.notOk(
    checks({ only: ['request.since'], skip: ['*/keeps-the-export'] }).includes(
      'request.since/keeps-the-export',
    ),
  );
  t.ok(listCases({ levels: ['SHOULD'] }).every((one) => one.checks.every(({ level }) => level === 'SHOULD')));
  const wrong: [selection: Parameters<typeof listCases>[0], message: RegExp][] = [
    [{ only: ['request.sinse'] }, /got 'request\.sinse': did you mean request\.since\?/],
    [{ only: ['download.cut'] }, /got 'download\.cut': did you mean download\.cut-\*\?/],
    [{ skip: ['sequences.fort'] }, /did you mean sequences\.forty-days\?/],
    [{ only: ['download.cut-mid-membr'] }, /did you mean download\.cut-mid-member-/],
    [{ skip: ['zzzzzzzzz'] }, /got 'zzzzzzzzz': expected one of request, access, /],
    [{ only: ['request.since/keep-the-export'] }, /did you mean request\.since\/keeps-the-export\?/],
    [{ only: ['requests.*'] }, /did you mean request\?/],
    [{ only: ['request.since'], skip: ['request'] }, /at least one check/],
  ];
  for (const [selection, message] of wrong) t.throws(() => listCases(selection), { message });
});

t.test('cases with many runs or long waits start before the short ones, and none is left out', async (t) => {
  const sorted = (await longestFirst(cases)).map(({ id }) => id);
  t.same(sorted.toSorted(), cases.map(({ id }) => id).sort());
  t.equal(sorted[0], 'sequences.forty-days');
  const short = sorted.indexOf('request.since');
  for (const id of [
    'errors.silent-before-headers',
    'download.slow',
    'limits.retry-after-date',
    'scale.large-export',
  ])
    t.ok(sorted.indexOf(id) < short, id);
  t.ok(sorted.indexOf('windows.killed-at-60-percent') > sorted.indexOf('sequences.given-windows'));
});

t.test('all shards together have every case, with about the same number of runs', async (t) => {
  for (const of of [1, 2, 7, cases.length + 3]) {
    const shards = Array.from({ length: of }, (_, at) => listCases({ shard: { index: at + 1, of } }));
    t.same(
      shards
        .flat()
        .map(({ id }) => id)
        .sort(),
      cases.map(({ id }) => id).sort(),
      `${of} shards`,
    );
    const loads = shards.map((shard) => shard.reduce((sum, { runs }) => sum + runs, 0));
    const heaviestCase = Math.max(...cases.map(({ runs }) => runs.length));
    t.ok(Math.max(...loads) - Math.min(...loads) <= heaviestCase, `${of} shards`);
  }
  const empty = await runConformance({ client: idle, only: ['request.since'], shard: { index: 2, of: 2 } });
  t.match(empty, { cases: [], shard: { index: 2, of: 2 } });
});

t.test('a client that does nothing passes nothing, whatever it reports', async (t) => {
  for (const outcome of ['complete', 'failed', 'partial'] as const) {
    const report = await runConformance({
      client: { name: 'null', run: async () => outcome },
      only: ['request.since', 'errors.status-500', 'archive.wrong-crc', 'windows.failed-night'],
    });
    t.match(report, { outcome: 'failed', counts: { passed: 0 } }, outcome);
  }
});

t.test('a repeated check has its worst verdict, and the count of each verdict', async (t) => {
  for (const first of ['good', 'bad'] as const) {
    const client = changeable(first);
    const { cases: [one] = [] } = await runConformance({ client, only: ['request.since'], repeat: 2 });
    const check = one?.checks.find(({ id }) => id === 'request.since/keeps-the-export');
    t.match(
      check,
      { verdict: 'failed', tally: { passed: 1, failed: 1 }, seen: /no request; returned complete/ },
      first,
    );
    t.same(one?.runs[0]?.exchanges, [], 'the report shows the worst run');
  }
  const once = await runConformance({ client: idle, only: ['request.since'] });
  t.notOk('tally' in (once.cases[0]?.checks[0] ?? {}));
});

t.test('an interrupted run reports finished cases and untested ones', { timeout: 20_000 }, async (t) => {
  const ending = new AbortController();
  const report = await runConformance({
    client: patientReference,
    only: ['request.since', 'request.models', 'download.gzip-encoding'],
    parallel: 1,
    signal: ending.signal,
    onCase: () => ending.abort(),
  });
  t.equal(report.outcome, 'incomplete');
  t.same(
    report.cases.map(({ checks }) => checks[0]?.verdict),
    ['passed', 'untested', 'untested'],
  );
  t.match(report.cases[2]?.checks[0]?.seen, /interrupted/);
  t.same(openSandboxes(), []);
});

t.test(
  'two runs of the same client give the same report except for the times',
  { timeout: 60_000 },
  async (t) => {
    const only = [
      'request.since',
      'errors.status-500',
      'download.cut-mid-member-chunked',
      'windows.failed-night',
      'safety.absolute-name',
    ];
    const run = () => runConformance({ client: patientReference, only, parallel: 4 });
    const [first, second] = [await run(), await run()];
    t.same(withoutTimes(second), withoutTimes(first));
    const text = JSON.stringify(withoutTimes(first));
    t.notMatch(
      text,
      /127\.0\.0\.1:\d+|\/s\/[0-9a-f]{16}|engage-export-case-/,
      'the report names nothing of the machine',
    );
  },
);

t.test('the folders and processes of a killed kit are removed', { skip: !posix }, async (t) => {
  // A process that starts the watchdog and a client that leaves its group, and then kills itself.
  const kit = `
    import { startWatchdog } from ${JSON.stringify(new URL('../../conformance/client/runner/watchdog.ts', import.meta.url).href)};
    import { makeSandbox } from ${JSON.stringify(new URL('../../conformance/sandbox/sandbox.ts', import.meta.url).href)};
    import { startProcess } from ${JSON.stringify(new URL('../../conformance/client/runner/run-process.ts', import.meta.url).href)};
    const watchdog = startWatchdog();
    const { root, work, out } = await makeSandbox();
    const script = 'sleep 60 & setsid sleep 61 & echo "$$ $!" > ' + out + '/pids; wait';
    const running = startProcess({
      argv: ['/bin/sh', '-c', script], env: { PATH: process.env.PATH, HOME: work }, cwd: '/',
      timeLimitMs: 60000, outputLimitBytes: 10, signal: new AbortController().signal,
    });
    watchdog.add(running.group);
    const { existsSync, readFileSync } = await import('node:fs');
    while (!existsSync(out + '/pids') || readFileSync(out + '/pids', 'utf8') === '') await new Promise((r) => setTimeout(r, 10));
    process.stdout.write(root + ' ' + readFileSync(out + '/pids', 'utf8'), () => process.kill(process.pid, 'SIGKILL'));
  `;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', kit],
    { encoding: 'utf8' },
  );
  const [root = '', ...pids] = stdout.trim().split(' ');
  t.match(root, /engage-export-case-/, stderr);
  t.equal(pids.length, 2);
  const there = () => existsSync(root) || pids.some(lives);
  for (let turn = 0; turn < 100 && there(); turn++) await new Promise((resolve) => setTimeout(resolve, 50));
  t.notOk(existsSync(root), 'its folders');
  if (process.platform === 'linux') t.same(pids.filter(lives), [], 'its processes, also outside the group');
});

t.test('a kit that ends well has a watchdog that does nothing', { skip: !posix }, async (t) => {
  await using sandbox = await makeSandbox();
  await mkdir(join(sandbox.out, 'a'));
  await writeFile(join(sandbox.out, 'a', 'b'), '');
  const running = startProcess({
    argv: ['/bin/sleep', '30'],
    env: { HOME: sandbox.work },
    cwd: '/',
    timeLimitMs: 30_000,
    outputLimitBytes: 10,
    signal: new AbortController().signal,
  });
  {
    await using watchdog = startWatchdog();
    watchdog.add(running.group ?? 0);
  }
  t.ok(existsSync(join(sandbox.out, 'a', 'b')));
  t.ok(lives(String(running.group)));
  running.kill();
  await running.seen;
});

function lives(pid: string): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' });
  return !/^Z?$/.test(stdout.trim().slice(0, 1));
}

t.test('the time of a client counts as its own in a case that turns out to be unsupported', async (t) => {
  const { cases } = await runConformance({
    client: patientReference,
    only: ['access.sign-in-refused', 'safety.certificate-expired'],
    preflight: false,
  });
  const [signIn, certificate] = cases;
  t.same([signIn?.runs, certificate?.runs], [[], []], 'no run counts');
  t.ok((signIn?.clientMs ?? 0) > 0, 'it ran and made no request to sign in');
  t.equal(certificate?.clientMs, 0, 'it was not run without HTTPS');
  t.ok(cases.every(({ ms, clientMs }) => ms >= clientMs));
});

t.test('what is seen names no port that another run would not have', async (t) => {
  const { cases } = await runConformance({
    client: patientReference,
    only: ['errors.refused-connection'],
    preflight: false,
  });
  const seen = cases.flatMap(({ checks }) => checks.map((check) => check.seen)).join('\n');
  t.match(seen, '{host}: connect ECONNREFUSED {host}');
  t.notMatch(seen, /127\.0\.0\.1:\d/);
});
