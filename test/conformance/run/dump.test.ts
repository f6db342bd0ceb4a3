import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import t from 'tap';
import { outputChecks } from '../../../conformance/checks/output.ts';
import { parseClient } from '../../../conformance/client/read.ts';
import { runConformance } from '../../../conformance/index.ts';
import type { CaseObservation, RunObservation } from '../../../conformance/model/observation.ts';

const FILE = 'conformance/exemplars/sqlite-upsert/client.json';
const hasPython = spawnSync('python3', ['-c', 'import sqlite3']).status === 0;

t.test('the rows of a database are judged', { skip: !hasPython && 'needs Python' }, async (t) => {
  const client = await parseClient(await readFile(FILE, 'utf8'), FILE);
  const only = ['download.cut-mid-member-chunked', 'windows.two-days'];
  const judged = async (dump = client.dump ?? []) => {
    const report = await runConformance({ client: { ...client, dump }, only, preflight: false });
    return report.cases.flatMap(({ checks }) => checks);
  };
  const right = await judged();
  t.same([...new Set(right.map(({ verdict }) => verdict))], ['passed']);
  const unwritable = await runConformance({ client, only: ['windows.unwritable-folder'], preflight: false });
  t.same(
    [...new Set(unwritable.cases.flatMap(({ checks }) => checks.map(({ verdict }) => verdict)))],
    ['unsupported'],
    'only the dump writes to {out_dir}',
  );
  const wrong = await judged(['python3', '-c', 'raise SystemExit("no such table")']);
  const seen = wrong.filter(({ verdict }) => verdict === 'failed').map((check) => check.seen);
  t.ok(seen.includes('The dump command ended with exit code 1: no such table'), seen.join('\n'));
});

t.test('a dump with new rows after a failed run is a false export', async (t) => {
  const dumpOf = (...rows: readonly string[][]) =>
    ({
      isDump: true,
      outcome: 'failed',
      outBefore: [],
      out: [{ kind: 'file', path: 'Users.json', digest: String(rows), bytes: 10 }],
      actualExport: {
        path: '',
        form: 'json',
        sound: true,
        tables: new Map([['Users', { header: ['id'], rows }]]),
        attachments: new Map(),
      },
    }) as unknown as RunObservation;
  const verdictOf = (...runs: readonly RunObservation[]) => {
    const last = runs.at(-1) as RunObservation;
    return outputChecks['keeps-no-false-export'].judge(last, {} as never, { runs } as CaseObservation)
      .verdict;
  };
  t.equal(verdictOf(dumpOf()), 'passed', 'an empty database');
  t.equal(verdictOf(dumpOf(['1'])), 'failed', 'the first row');
  t.equal(verdictOf(dumpOf(['1'], ['2']), dumpOf(['2'], ['1'])), 'passed', 'another order');
  t.equal(verdictOf(dumpOf(['1']), dumpOf(['1'], ['2'])), 'failed', 'a second row');
});

t.test('a dump of an export without rows need not write a file', async (t) => {
  const seenWith = (rows: readonly string[][], more: object = {}) =>
    ({
      isDump: true,
      outcome: 'complete',
      run: { ends: ['complete'] },
      out: [],
      outBefore: [],
      otherForms: [],
      servedExports: [],
      asServed: [],
      actualExport: undefined,
      expectedExport: { tables: new Map([['Users', { header: ['id'], rows }]]), attachments: new Map() },
      ...more,
    }) as unknown as RunObservation;
  const verdicts = (seen: RunObservation) =>
    (['keeps-the-export', 'keeps-what-it-says', 'keeps-a-sound-export'] as const).map(
      (name) => outputChecks[name].judge(seen, {} as never, { runs: [seen] } as CaseObservation).verdict,
    );
  const [passed, failed] = [Array(3).fill('passed'), Array(3).fill('failed')];
  t.same(verdicts(seenWith([])), passed);
  t.same(verdicts(seenWith([['1']])), failed, 'a row is missing');
  t.same(verdicts(seenWith([], { isDump: false })), failed, 'a client without a database');
  t.same(verdicts(seenWith([], { dumpFailure: 'The dump command failed.' })), failed);
});
