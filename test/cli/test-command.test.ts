import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { showCases } from '../../cli/case-progress.ts';
import { run as testCommand } from '../../cli/test.ts';
import { listText } from '../../cli/test-selection.ts';
import { listCases, readReport } from '../../conformance/index.ts';
import type { CaseResult } from '../../conformance/model/report.ts';
import { caseOf, checkOf } from '../helpers/reports/fixtures.ts';
import { folder, run, start } from '../helpers/run-cli.ts';

const posix = process.platform !== 'win32';
const naive = fileURLToPath(new URL('../helpers/clients/naive.js', import.meta.url));
const CLIENT = ['--', process.execPath, naive, '{base_url}', '{token}', '{since}', '{out_dir}'];

t.test('contradictory flags are rejected before any run', async (t) => {
  const root = t.testdir({ 'wrong.yaml': 'failures: 3\n', full: { 'mine.txt': '' } });
  const wrong: [args: readonly string[], message: RegExp][] = [
    [[], /expected a client: a command after --, --client FILE, or --attached/],
    [['--attached', ...CLIENT], /expected one of --client FILE, --attached, and a command/],
    [['--client', join(root, 'none.json')], /--client: ENOENT/],
    [
      ['--only', 'requst.since'],
      /--only: expected the id or the area of a case, got 'requst\.since': did you mean/,
    ],
    [['--skip', 'x/y'], /--skip: expected the id of a check, got 'x\/y': --list shows them all/],
    [['--only', 'request', '--skip', 'request'], /expected at least one check that is left/],
    [['--level', 'MUST,WILL'], /--level: expected a list of MUST,SHOULD,MAY, got 'MUST,WILL'/],
    [['--shard', '3/2'], /--shard: expected I\/N such as 1\/4, got '3\/2'/],
    [['--repeat', '0', ...CLIENT], /--repeat: expected a whole number from 1/],
    [['--format', 'pdf'], /--format: expected one of text, json/],
    [['--report', 'x.pdf', ...CLIENT], /that ends in one of .*, got 'x\.pdf'/],
    [['--update-baseline', ...CLIENT], /--update-baseline needs --baseline FILE/],
    [['--baseline', join(root, 'none.yaml'), ...CLIENT], /ENOENT.* Add --update-baseline to create it/],
    [
      ['--baseline', join(root, 'wrong.yaml'), ...CLIENT],
      /wrong\.yaml:1:11: \/failures: expected a list or nothing, got 3/,
    ],
    [['--evidence-all', ...CLIENT], /--evidence-all needs --evidence/],
    [['--require', 'network,usr', ...CLIENT], /--require: .* got 'usr': did you mean user\?/],
    [['--require', '', ...CLIENT], /--require needs a value: --require FEATURES/],
    [['--rerun', 'request.since', '--require', 'user', ...CLIENT], /remove --require/],
    [['--evidence', join(root, 'full'), ...CLIENT], /in which 'mine\.txt' is not the kit's/],
    [['--rerun', 'request', ...CLIENT], /--rerun: expected the id of one case, got 'request'/],
    [['--rerun', 'request.since', '--only', 'errors', ...CLIENT], /remove --only/],
    [
      ['--rerun', 'request.since', '--evidence', root, ...CLIENT],
      /expected the evidence of request\.since in/,
    ],
  ];
  for (const [args, message] of wrong) {
    await t.rejects(testCommand(args), { name: 'UsageError', message }, args.join(' '));
  }
});

t.test(
  'a run is written in every form that is asked for, and judged by the list',
  { timeout: 120_000 },
  async (t) => {
    const root = await folder(t);
    const only = ['--only', 'errors.status-500', '--no-preflight'];
    const reports = ['--report', 'r.json', '--report', 'r.xml', '--format', 'tap'];
    const kept = ['--baseline', 'known-failures.yaml', '--evidence', 'evidence'];
    const first = await run(t, ['test', ...only, ...reports, ...kept, '--update-baseline', ...CLIENT], root);
    t.equal(first.code, 0, first.stderr);
    t.match(first.stdout, /^TAP version 14/);
    t.match(first.stderr, /^known-failures\.yaml: \+ failures errors\.status-500\/says-how-it-ended$/m);
    const report = readReport(JSON.parse(readFileSync(join(root, 'r.json'), 'utf8')));
    t.match(report, { outcome: 'passed', baseline: { problems: [] } });
    t.ok(report.cases[0]?.checks.some(({ known }) => known?.reason === 'to be looked at'));
    t.match(readFileSync(join(root, 'r.xml'), 'utf8'), /<testsuites /);

    const again = await run(
      t,
      ['test', '--rerun', 'errors.status-500', '--evidence', 'evidence', ...CLIENT],
      root,
    );
    t.equal(again.code, 1, 'without the list it fails');
    t.match(again.stdout, /request 1, \+0 ms: GET \{base_path\}\/api\/v1\/export/);
    t.match(again.stdout, /The server sent the same bytes as in the evidence:/);
  },
);

t.test('--require fails a run that judges nothing of a feature', { timeout: 120_000 }, async (t) => {
  const root = await folder(t);
  const only = ['--only', 'access.expired/says-how-it-ended', '--no-preflight'];
  const sound = ['--', 'sh', '-c', 'curl -sf "$ENGAGE_BASE_URL/api/v1/export"'];
  const args = ['test', ...only, '-o', 'r.json', '--require'];
  const passed = await run(t, [...args, 'network', ...sound], root);
  t.equal(passed.code, 0, passed.stdout);
  const failed = await run(t, [...args, 'Network, until', '--require', 'user', ...sound], root);
  t.equal(failed.code, 1);
  for (const name of ['user', 'until'])
    t.match(failed.stdout, `✗ The run requires ${name}, but no selected case needs it`);
  const report = readReport(JSON.parse(readFileSync(join(root, 'r.json'), 'utf8')));
  t.same(report.required?.features, ['network', 'user', 'until']);
  t.same(report.setup.words, sound);
  t.same(report.selection.only, ['access.expired/says-how-it-ended']);
});

t.test('--list lists the selected cases', async (t) => {
  t.match(
    listText(listCases({ only: ['request.since/keeps-the-export'] })),
    /^request\.since {2}The .*\n {2}MUST {4}request\.since\/keeps-the-export\n1 cases?, 1 checks?\.\n$/,
  );
  const { stdout } = await run(t, [
    'test',
    '--list',
    '--only',
    'errors',
    '--level',
    'SHOULD',
    '--format',
    'json',
  ]);
  t.match(JSON.parse(stdout)[0], { area: 'errors', checks: [{ level: 'SHOULD' }] });
});

/**
 * Starts the kit with a client that has a child process and does not end. Returns the folder and ids of both.
 */
async function hanging(t: Test, root: string) {
  const script = 'sleep 100 & echo "$HOME $$ $!" > "$1"; wait';
  const args = [
    '--only',
    'request.since',
    '--only',
    'errors.status-500',
    '--parallel',
    '1',
    '--report',
    'r.json',
  ];
  const client = ['--', '/bin/sh', '-c', script, 'sh', join(root, 'pids')];
  const kit = start(t, ['test', '--no-preflight', ...args, ...client], root);
  const read = () => (existsSync(join(root, 'pids')) ? readFileSync(join(root, 'pids'), 'utf8').trim() : '');
  for (let turn = 0; turn < 1200 && read() === ''; turn++) await sleep(50);
  const [home = '', ...pids] = read().split(' ');
  return { kit, sandbox: home.replace(/\/a\/work$/, ''), pids };
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
  t.test(
    `after ${signal} there is no process and no folder left`,
    { skip: !posix, timeout: 120_000 },
    async (t) => {
      const root = await folder(t);
      const { kit, sandbox, pids } = await hanging(t, root);
      t.ok(existsSync(sandbox));
      t.ok(pids.length === 2 && pids.every(lives), 'while it runs');
      kit.child.kill(signal);
      t.equal(await kit.ended, { SIGINT: 130, SIGTERM: 143, SIGKILL: null }[signal]);
      // The watchdog needs a moment; without a kill, the kit itself waits until every process has ended.
      const there = () => existsSync(sandbox) || pids.some(lives);
      for (let turn = 0; turn < 200 && there() && signal === 'SIGKILL'; turn++) await sleep(50);
      t.notOk(existsSync(sandbox), 'the folder');
      t.same(pids.filter(lives), [], 'the processes');
      // All folders of a run have the same prefix and a suffix of six letters.
      const ours = basename(sandbox).slice(0, -6);
      t.same(
        readdirSync(tmpdir()).filter((name) => name.startsWith(ours)),
        [],
      );
      if (signal === 'SIGKILL') return;
      const report = readReport(JSON.parse(readFileSync(join(root, 'r.json'), 'utf8')));
      t.match(report, { outcome: 'incomplete', counts: { passed: 0, failed: 0 } });
      t.equal(report.cases.length, 2, 'what was not run is in it');
      t.match(kit.printed.stdout, /The kit was interrupted before this case ended/);
    },
  );
}

/** Takes cases through the progress, and returns what it writes. */
function progressOf(isTTY: boolean, results: readonly CaseResult[]): string {
  let text = '';
  const screen = {
    isTTY,
    columns: 60,
    write: (part: string) => {
      text += part;
    },
  };
  const planned = results.map(({ id, area }) => ({ id, area, runs: 1 }));
  const { start: begin, done, finish } = showCases(screen, planned);
  for (const { id } of results) begin(id);
  for (const result of results) done(result);
  finish();
  return text;
}

/** Cases of two areas: one check fails in three of them, another one in a fourth. */
const progressCases: readonly CaseResult[] = [
  ...['a', 'b', 'c'].map((name) => caseOf(`download.${name}`, [checkOf('ends', { verdict: 'failed' })])),
  ...Array.from({ length: 12 }, (_, at) => caseOf(`download.good-${at}`, [checkOf('ends')])),
  caseOf('rows.bad', [checkOf('keeps@2', { verdict: 'failed', level: 'SHOULD' })]),
];

t.test('progress is one line on a terminal, with an estimate of the rest', async (t) => {
  const text = progressOf(true, progressCases);
  t.match(
    text,
    /1[0-5] of 16 cases, 3 failed \(1 cause\), about 1 s left|16 of 16 cases, 3 failed \(1 cause\)/,
  );
  t.notMatch(text, /\n/);
  t.ok(text.endsWith('\r\x1b[K'), 'it is gone at the end');
  t.ok(text.split('\x1b[K').every((line) => line.length <= 60));
});

t.test('progress in a log is a line for each area and for each new cause', async (t) => {
  t.same(progressOf(false, progressCases).split('\n'), [
    'new cause: MUST: Does not meet the demand: The exit code reports the outcome, in download.a: exit code 0, which means complete',
    'download: 15 cases, a MUST failed in 3 (1 of 2 areas)',
    'new cause: SHOULD: Does not meet the demand: The exit code reports the outcome, in rows.bad: exit code 0, which means complete',
    'rows: 1 case, no MUST failed (2 of 2 areas)',
    '',
  ]);
});

function lives(pid: string): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' });
  return !/^Z?$/.test(stdout.trim().slice(0, 1));
}
