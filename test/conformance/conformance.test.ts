import { fileURLToPath } from 'node:url';
import t from 'tap';
import { checkId } from '../../conformance/cases/ids.ts';
import { cases } from '../../conformance/cases/index.ts';
import { demandOf } from '../../conformance/checks/judge.ts';
import {
  type ConformanceReport,
  clientOfCommand,
  reportText,
  runConformance,
} from '../../conformance/index.ts';
import { describeReference } from '../../conformance/reference-client/describe.ts';
import { openSandboxes } from '../../conformance/sandbox/sandbox.ts';
import { scenarioByName } from '../../server/scenarios/index.ts';
import { program } from '../helpers/program.ts';

const clientNamed = (name: string) =>
  fileURLToPath(new URL(`../helpers/clients/${name}.js`, import.meta.url));
const VALUES = ['{base_url}', '{token}', '{since}', '{out_dir}'];

function judged(name: string, only: readonly string[], timeLimitSeconds = 30): Promise<ConformanceReport> {
  const client = clientOfCommand([process.execPath, clientNamed(name), ...VALUES]);
  return runConformance({ client: { ...client, timeLimitSeconds }, only, preflight: false });
}

const verdicts = ({ cases: all }: ConformanceReport) =>
  new Map(all.flatMap(({ checks }) => checks.map(({ id, verdict }) => [id, verdict])));

t.test('every case and every check has all of its texts', async (t) => {
  const ids = cases.flatMap((one) => one.checks.map((check) => checkId(one, check)));
  t.equal(new Set(ids).size, ids.length, 'each check has a unique id');
  t.equal(new Set(cases.map(({ id }) => id)).size, cases.length);
  for (const one of cases) {
    t.match(one.id, new RegExp(`^${one.area}\\.[a-z0-9]+(-[a-z0-9]+)*$`));
    t.match(one.title, /^[A-Z0-9].*\.$/, one.id);
    t.ok(one.checks.length > 0, `${one.id} has a check`);
    for (const run of one.runs) {
      if (typeof run.scenario === 'string') t.ok(scenarioByName(run.scenario), `${one.id}: ${run.scenario}`);
    }
    for (const check of one.checks) {
      t.match(check.rule, /\.$/, checkId(one, check));
      t.match(check.why, /\.$/, checkId(one, check));
      t.notMatch(demandOf(check), /undefined|\{/, checkId(one, check));
      t.ok((check.run ?? 1) <= one.runs.length, checkId(one, check));
    }
  }
});

t.test('a client that does nothing passes no check on an export', async (t) => {
  const report = await judged('null', ['request.since', 'errors.status-500', 'limits.retry-after-seconds']);
  t.equal(report.outcome, 'failed');
  const seen = verdicts(report);
  t.equal(seen.get('request.since/keeps-the-export'), 'failed');
  t.equal(seen.get('request.since/asks-for:since'), 'failed');
  t.equal(seen.get('request.since/sends-the-token-in-the-header'), 'failed');
  t.equal(seen.get('errors.status-500/says-how-it-ended'), 'failed');
  t.equal(
    seen.get('limits.retry-after-seconds/makes-no-remark:retry-too-early'),
    'failed',
    'no evidence is a failure',
  );
});

t.test('a client that saves every response fails', async (t) => {
  const only = [
    'request.since',
    'request.until',
    'access.expired',
    'errors.login-page',
    'download.cut-mid-member-chunked',
    'archive.wrong-crc',
  ];
  const report = await judged('naive', only);
  const seen = verdicts(report);
  t.equal(seen.get('request.since/keeps-the-export'), 'passed', 'a sound export is written');
  t.equal(seen.get('request.since/makes-no-remark:raw-plus'), 'failed', 'the plus is not encoded');
  t.equal(seen.get('request.until/says-how-it-ended'), 'unsupported', 'the client has no option until');
  for (const id of [
    'access.expired',
    'errors.login-page',
    'download.cut-mid-member-chunked',
    'archive.wrong-crc',
  ]) {
    t.equal(seen.get(`${id}/says-how-it-ended`), 'failed', id);
    t.equal(seen.get(`${id}/keeps-no-false-export`), 'failed', id);
  }
  const text = reportText(report);
  t.match(text, /FAILED MUST says-how-it-ended, keeps-no-false-export in 4 cases/);
  t.match(text, /export\.zip \(\d+ bytes\)/, 'with the observation');
});

t.test('a client that forks, floods and does not end is killed, and fails', async (t) => {
  const begun = performance.now();
  const report = await judged('forking', ['request.since', 'errors.status-500'], 1);
  t.ok(performance.now() - begun < 15_000);
  const seen = verdicts(report);
  t.equal(seen.get('request.since/says-how-it-ended'), 'failed');
  t.equal(seen.get('errors.status-500/ends-in-time'), 'failed');
  t.equal(seen.get('request.since/leaves-no-process'), 'failed');
  t.same(openSandboxes(), [], 'no folder is left');
});

t.test('a program that cannot be started is an error', async (t) => {
  const wrong: [program: string, message: RegExp][] = [
    [
      './no-such-client',
      /expected a program that can be run, got '\.\/no-such-client', and there is no such file\./,
    ],
    ['./test', /which is no file/],
    ['./package.json', /may not be executed: chmod \+x/],
    ['no-such-client-anywhere', /which is in no folder of PATH/],
  ];
  for (const [path, message] of wrong) {
    await t.rejects(runConformance({ client: clientOfCommand([path]) }), message);
  }
});

t.test('the reference client passes in every area', async (t) => {
  const client = describeReference('reference', program('conformance/reference-client/main'));
  const only = [
    'request.models',
    'access.expired',
    'archive.wrong-crc',
    'partial.model-missing',
    'windows.failed-night',
  ];
  const report = await runConformance({ client, only, parallel: 2 });
  const rest = [...verdicts(report)].filter(([, verdict]) => verdict !== 'passed');
  t.same(rest, []);
  t.equal(report.outcome, 'passed');
});

t.test('a pattern that matches nothing is an error', async (t) => {
  await t.rejects(
    judged('null', ['downlod']),
    /expected the id or the area of a case, got 'downlod': did you mean download\?/,
  );
});
