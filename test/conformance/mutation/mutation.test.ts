import { readFileSync } from 'node:fs';
import t from 'tap';
import { checkId } from '../../../conformance/cases/ids.ts';
import { cases } from '../../../conformance/cases/index.ts';
import { shippedTable } from '../../../conformance/fingerprints/shipped-table.ts';
import { mutantNamed, mutants } from '../../../conformance/mutants/index.ts';
import { mergedTable } from '../../../conformance/mutation/merge.ts';
import { tablePage } from '../../../conformance/mutation/page.ts';
import { rowOf } from '../../../conformance/mutation/row.ts';
import { runMutation } from '../../../conformance/mutation/run-mutation.ts';
import { withSecondTry } from '../../../conformance/mutation/second-try.ts';
import {
  problemsOf,
  referenceProblemsOf,
  shippedOf,
  stalenessOf,
} from '../../../conformance/mutation/table.ts';
import { selectCases } from '../../../conformance/selection/select.ts';

const table = shippedTable();
const ids = cases.flatMap((one) => one.checks.map((check) => checkId(one, check)));

t.test('every mutant has a name of its own, a sentence, and cases that exist', async (t) => {
  t.equal(new Set(mutants.map(({ name }) => name)).size, mutants.length);
  for (const { name, does, in: within = [], processes = [] } of mutants) {
    t.match(name, /^[a-z]+(-[a-z]+)*$/);
    t.match(does, /^[A-Z].*\w\.$/, name);
    t.doesNotThrow(() => selectCases(cases, { only: within }), name);
    if (processes !== 'all') t.doesNotThrow(() => selectCases(cases, { only: processes }), name);
  }
  t.throws(() => mutantNamed('nobody'), RangeError);
});

t.test(
  'the table that ships is about the mutants and the checks of now, and proves every check',
  async (t) => {
    t.strictSame(Object.keys(table.checks), ids);
    t.strictSame(
      table.mutants.map(({ name, does }) => [name, does]),
      mutants.map(({ name, does }) => [name, does]),
    );
    t.strictSame(problemsOf(table, { checks: true, mutants: true }), []);
    t.equal(readFileSync(new URL('../../../docs/mutants.md', import.meta.url), 'utf8'), tablePage(table));
  },
);

t.test('a mutant fails the checks that the table says, and no other', async (t) => {
  const only = ['request.since', 'errors.status-500', 'limits.no-retry-after', 'partial.model-missing'];
  const judged = selectCases(cases, { only }).flatMap((one) =>
    one.checks.map((check) => checkId(one, check)),
  );
  for (const name of ['saver', 'silent', 'stormer', 'never-reads', 'note-taker', 'charset-bender']) {
    const { cells } = await rowOf(mutantNamed(name), only, new AbortController().signal);
    const failed = Object.keys(cells).filter((id) => cells[id]?.verdict === 'failed');
    const said = judged.filter((id) => table.checks[id]?.includes(name));
    t.strictSame(failed.toSorted(), said.toSorted(), name);
    t.ok(failed.length > 0, name);
  }
});

t.test('a check that no mutant fails, and a mutant that fails none, are problems', async (t) => {
  const demands = { checks: true, mutants: true };
  const { problems, table: some } = await runMutation({
    mutants: ['liar', 'note-taker'],
    only: ['errors.status-500'],
    demands,
  });
  t.match(problems, [
    'errors.status-500/keeps-no-false-export: no mutant fails it',
    /tells-why: no mutant fails it/,
  ]);
  t.ok(problems.includes('note-taker: this mutant fails nothing'));
  t.notOk(problems.some((text) => text.startsWith('errors.status-500/says-how-it-ended')));
  t.ok(stalenessOf(table, shippedOf(some)).length > 0, 'a part of the table is another table');
  t.strictSame(stalenessOf(table, table), []);
});

t.test(
  'a check that no mutant fails, and a mutant that fails none, are tried again by what is known',
  async (t) => {
    const row = (mutant: string, verdicts: Readonly<Record<string, 'passed' | 'failed'>>) => ({
      mutant,
      ms: 0,
      cells: Object.fromEntries(
        Object.entries(verdicts).map(([id, verdict]) => [id, { verdict, expected: '', seen: '' }]),
      ),
    });
    const rows = [row('knows', { 'a/x': 'passed', 'a/y': 'passed' }), row('other', { 'a/x': 'passed' })];
    const asked: unknown[] = [];
    const merged = await withSecondTry({
      rows,
      unproved: ['a/x', 'b/z'],
      harmless: false,
      shipped: { version: 2, mutants: [], checks: { 'a/x': ['knows'], 'a/y': ['knows'], 'b/z': ['knows'] } },
      again: async (mutant, only) => {
        asked.push([mutant, only]);
        return row(mutant, { 'a/x': 'failed', 'a/y': 'failed' });
      },
    });
    t.strictSame(asked, [['knows', ['a']]], 'only what ran before, and only once');
    t.strictSame(merged, [row('knows', { 'a/x': 'failed', 'a/y': 'passed' }), rows[1]]);
    const still = [row('early', { 'a/x': 'passed', 'c/z': 'passed' }), row('loud', { 'a/x': 'failed' })];
    const proved = await withSecondTry({
      rows: still,
      unproved: [],
      harmless: true,
      shipped: { version: 2, mutants: [], checks: { 'a/x': ['loud'], 'c/z': ['early', 'loud'] } },
      again: async (mutant, only) => {
        t.strictSame([mutant, only], ['early', ['c']]);
        return row(mutant, { 'c/z': 'failed' });
      },
    });
    t.strictSame(proved, [row('early', { 'a/x': 'passed', 'c/z': 'failed' }), still[1]]);
  },
);

t.test('a part of a run changes its part of the table, and nothing else', async (t) => {
  const checks = ids;
  const only = ['errors.status-500'];
  const some = ['liar', 'silent'];
  const { rows } = await runMutation({ mutants: some, only });
  const part = { rows, allCases: false, mutants, checks };
  t.strictSame(mergedTable(table, part), table, 'the same results change nothing');
  const own = ids.filter((id) => id.startsWith('errors.status-500/'));
  const without = {
    version: 2,
    mutants: table.mutants.map((one) => {
      const lost = own.filter((id) => some.includes(one.name) && table.checks[id]?.includes(one.name));
      const judged = some.includes(one.name) ? one.judged - own.length : one.judged;
      return { ...one, judged, failed: one.failed - lost.length };
    }),
    checks: Object.fromEntries(Object.entries(table.checks).filter(([id]) => !own.includes(id))),
  } as const;
  const merged = mergedTable(without, part);
  t.strictSame(merged.mutants, table.mutants, 'the checks of a new case are added to the counts');
  t.strictSame(Object.keys(merged.checks), ids, 'and are at the place of the case');
  for (const id of own)
    t.strictSame(
      merged.checks[id]?.toSorted(),
      table.checks[id]?.filter((name) => some.includes(name)).toSorted(),
      id,
    );
  const gone = mergedTable(table, { ...part, mutants: mutants.filter(({ name }) => name !== 'saver') });
  t.notOk(JSON.stringify(gone).includes('"saver"'), 'a mutant that no longer exists is removed');
});

t.test('a reference client that fails a check, and an idle one that passes one, are problems', async (t) => {
  const [first] = table.mutants;
  if (first === undefined) throw new Error('The table has no mutant.');
  const id = 'request.since/keeps-the-export';
  const judged = {
    version: 1,
    mutants: [{ ...first, name: 'null', idle: true, judged: 3, failed: 2 }],
  } as const;
  const reference = { verdict: 'untested', expected: '', seen: 'nothing' } as const;
  const wrong = { ...judged, checks: { [id]: { reference, by: ['null'] } } };
  const demands = { checks: true, mutants: true };
  const problems = [...referenceProblemsOf(wrong), ...problemsOf(shippedOf(wrong), demands)];
  t.strictSame(problems, [
    `${id}: untested by the reference client: nothing`,
    'null: asks for nothing, and passes 1 checks',
  ]);
});
