import t from 'tap';
import { checkExport } from '../../../conformance/index.ts';
import { holds, related } from '../../../conformance/inspect/laws/condition.ts';
import { LawCheck } from '../../../conformance/inspect/laws/law-check.ts';
import { DAY_MS } from '../../../schemas/durations.ts';
import { type Condition, type Law, laws, type Relation } from '../../../schemas/index.ts';
import { tiny, withExport } from '../../helpers/inspect/law-exports.ts';

const NOW = Date.UTC(2026, 5, 1);
const CLOCK = { earliest: NOW, latest: NOW };
const EARLY = '2026-01-01T00:00:00.000Z';
const LATE = '2026-02-01T00:00:00.000Z';
const FUTURE = '2027-01-01T00:00:00.000Z';

type Cells = Record<string, string>;

/** Fills in cells for which a condition holds, or does not hold. */
function fill(cells: Cells, condition: Condition, wanted: boolean): void {
  const { column, is, isNot, empty, equals, differsFrom, endsWith, contains, clock, matches } = condition;
  if (is) cells[column] = wanted ? (is[0] as string) : 'other';
  if (isNot) cells[column] = wanted ? 'other' : (isNot[0] as string);
  if (empty !== undefined) cells[column] = empty === wanted ? '' : (cells[column] ?? LATE) || LATE;
  if (clock) cells[column] = (clock === 'past') === wanted ? EARLY : FUTURE;
  for (const other of [equals, endsWith, contains]) {
    if (other === undefined) continue;
    cells[other] ??= '1';
    cells[column] = wanted ? `${equals ? '' : 'x/'}${cells[other]}` : 'another text';
  }
  // The expressions of the laws are plain texts so far.
  if (matches) cells[column] = wanted ? `1${matches}2` : 'another text';
  if (differsFrom === undefined) return;
  cells[differsFrom] ??= '1';
  cells[column] = wanted ? 'another text' : (cells[differsFrom] as string);
}

const pairs: Readonly<Record<Relation, readonly [own: string, good: string, bad: string]>> = {
  equal: ['a', 'a', 'b'],
  different: ['a', 'b', 'a'],
  'not-before': [LATE, EARLY, FUTURE],
  'not-after': [LATE, FUTURE, EARLY],
  among: ['a', '["a","b"]', '["b"]'],
  'among-ids': ['2', '1,2', '12,22'],
  contains: ['ab', 'a', 'c'],
};

interface Rows {
  readonly targets?: readonly Cells[];
  readonly rows: readonly Cells[];
}

/** Rows that keep a law, or break it once. */
function rowsFor({ rule }: Law, kept: boolean): Rows {
  const cells: Cells = {};
  for (const condition of 'when' in rule ? (rule.when ?? []) : []) fill(cells, condition, true);
  if (rule.kind === 'row') {
    for (const [i, condition] of rule.then.entries()) fill(cells, condition, kept || i > 0);
    return { rows: [cells] };
  }
  if (rule.kind === 'order')
    return { rows: [{ ...cells, [rule.first]: kept ? EARLY : LATE, [rule.second]: kept ? LATE : EARLY }] };
  if (rule.kind === 'unique') {
    const row = { ...cells, ...Object.fromEntries(rule.columns.map((name) => [name, cells[name] ?? '1'])) };
    const last = rule.columns.at(-1) as string;
    return { rows: [row, kept ? { ...row, [last]: '2' } : row] };
  }
  if (rule.kind === 'turns') {
    const [first, second] = rule.values;
    const at = (value: string, time: string) => ({ [rule.column]: value, [rule.time]: time });
    return { rows: [at(first, EARLY), at(kept ? second : first, LATE)] };
  }
  return joinedRows(rule, cells, kept);
}

function joinedRows(rule: Extract<Law['rule'], { kind: 'joined' }>, cells: Cells, kept: boolean): Rows {
  const [own, good, bad] = pairs[rule.relation];
  const row: Cells = { ...cells, [rule.by]: '7', [rule.own]: cells[rule.own] ?? own };
  const target: Cells = { [rule.to.slice(rule.to.lastIndexOf('.') + 1)]: '7' };
  for (const condition of rule.where ?? []) fill(target, condition, kept);
  if (rule.own === rule.by) row[rule.own] = '7';
  const value = row[rule.own] as string;
  const same = rule.relation === 'equal' && value !== own ? value : good;
  if (rule.where === undefined || target[rule.their] === undefined) target[rule.their] = kept ? same : bad;
  return { rows: [row], targets: [target] };
}

function breaches(law: Law, { rows, targets = [] }: Rows) {
  const check = new LawCheck({ laws: [law], clock: CLOCK, whole: true, most: 1000 });
  const to = law.rule.kind === 'joined' ? law.rule.to : 'Users.id';
  const file = to.slice(0, to.lastIndexOf('.')) as Law['file'];
  for (const target of targets) check.remember({ file, cells: (name) => target[name] });
  for (const [i, row] of rows.entries())
    check.take({ file: law.file, member: `${law.file}.csv`, line: i + 2, cells: (name) => row[name] });
  return check.finish();
}

t.test('every law is kept by rows that keep it and broken by rows that break it', (t) => {
  for (const law of laws) {
    t.same(breaches(law, rowsFor(law, true)), [], `${law.id} is kept`);
    const found = breaches(law, rowsFor(law, false));
    t.equal(found.length, 1, `${law.id} is broken once`);
    t.ok(found[0]?.value, `${law.id} names the cells`);
  }
  t.end();
});

t.test('between the end of the window and the writing, an instant is neither past nor future', (t) => {
  const clock = { earliest: NOW, latest: NOW + 2 * DAY_MS };
  const told = (at: number) =>
    (['past', 'future'] as const).filter((side) =>
      holds({ column: 'at', clock: side }, () => new Date(at).toISOString(), clock),
    );
  t.same([NOW, NOW + DAY_MS, NOW + 2 * DAY_MS, NOW + 3 * DAY_MS].map(told), [['past'], [], [], ['future']]);
  t.end();
});

t.test('instants are compared as instants, in any spelling', (t) => {
  t.ok(related('2026-01-01T01:00:00+01:00', 'not-after', EARLY));
  t.notOk(related('not json', 'among', 'not json'));
  t.end();
});

t.test('check --laws finds a law that an export breaks, with the line and the values', async (t) => {
  await withExport(tiny, async (path) => {
    const report = await checkExport(path, { laws: true });
    t.match(report.laws, { breaches: 0, notes: 0 });
    t.ok((report.laws?.laws ?? 0) > 80);
    t.same(report.findings, []);
    t.equal((await checkExport(path)).laws, undefined, 'not without being asked');
  });
  const early = (name: string, csv: string) =>
    name === 'Users.csv' ? csv.replaceAll('"active"', '"deleted"') : csv;
  await withExport({ ...tiny, change: early }, async (path) => {
    const { findings, laws: judged, verdict } = await checkExport(path, { laws: true });
    const found = findings.find(({ law }) => law === 'Users/deleted-state');
    t.match(found, { code: 'law', level: 'error', member: 'Users.csv' });
    t.match(found?.examples[0], { line: Number, value: /state "deleted", deleted_at ""/ });
    t.equal(verdict, 'findings');
    t.ok((judged?.breaches ?? 0) > 10);
  });
});
