import t from 'tap';
import type { Row, Rows } from '../../../generators/index.ts';
import { csvWriter, LineBudget } from '../../../server/csv/index.ts';
import { Tally } from '../../../server/export/log-txt.ts';
import { members } from '../../../server/export/members.ts';
import type { ExportPlan, PlannedCsv } from '../../../server/export/plan.ts';
import { SharedLines } from '../../../server/export/shared-lines.ts';
import { type Occasion, planOf, whole } from '../../helpers/scenarios/data-exports.ts';

const MEGABYTE = 1024 * 1024;

type Changes = (csv: PlannedCsv) => Partial<PlannedCsv>;

/** The CSVs of a plan by member, written with shared lines. */
function shared(csvs: readonly PlannedCsv[], budget = new LineBudget(24 * MEGABYTE)): Map<string, Buffer> {
  using lines = new SharedLines(csvs, budget);
  return new Map(csvs.map((csv) => [csv.member, Buffer.concat([...lines.contentOf(csv)])]));
}

/** A CSV written from all of its rows. */
function separate({ columns, rows }: PlannedCsv): Buffer {
  return Buffer.concat([...csvWriter(columns)(rows())]);
}

/** The members whose bytes differ. */
function differing(some: Map<string, Buffer>, others: Map<string, Buffer>): string[] {
  return [...others].flatMap(([member, bytes]) => (some.get(member)?.equals(bytes) ? [] : [member]));
}

/** A plan with changed CSVs. */
function changed({ csvs }: ExportPlan, file: string, changes: Changes): PlannedCsv[] {
  return csvs.map((csv) => (csv.key === file ? { ...csv, ...changes(csv) } : csv));
}

/** The CSVs of a plan, and the number of rows made in the place of lines that might be remembered. */
function counted(plan: ExportPlan): { csvs: readonly PlannedCsv[]; made: () => number } {
  let made = 0;
  function* counting(sources: Iterable<Row | (() => Row)>): Generator<Row | (() => Row)> {
    for (const source of sources) {
      if (typeof source !== 'function') yield source;
      else
        yield () => {
          made += 1;
          return source();
        };
    }
  }
  const watched = (rows: Rows): Rows => {
    const { repeating } = rows;
    if (repeating === undefined) return rows;
    return {
      [Symbol.iterator]: () => rows[Symbol.iterator](),
      repeating: { of: repeating.of, rows: () => counting(repeating.rows()) },
    };
  };
  const csvs = changed(plan, 'MessageVersions', ({ rows }) => ({ rows: () => watched(rows()) }));
  return { csvs, made: () => made };
}

const messagesIn = (csvs: readonly PlannedCsv[]): number =>
  csvs.filter(({ key }) => key === 'Messages').reduce((sum, { rows }) => sum + [...rows()].length, 0);

const exportsOf: Readonly<Record<string, Occasion>> = {
  'a whole network': whole,
  'several networks': { query: 'since=0&include_ens=true', options: { seed: '3' } },
  'the columns of 2018': { query: 'since=2024-06-10', options: { profile: '2018', ids: 'small' } },
  'the legacy profile': { query: 'since=2024-06-10', options: { profile: 'legacy', ids: 'large' } },
  'a month of a small network': { query: 'since=2024-06-01', options: { size: 'small', start: undefined } },
  'minutes of a huge network': {
    query: 'since=2024-06-28T09:00:00Z&until=2024-06-28T09:01:59Z&include_ens=true',
    options: { size: 'huge', start: undefined, seed: '11' },
  },
};

for (const [what, occasion] of Object.entries(exportsOf)) {
  t.test(`${what}: the bytes are those of all rows, whatever is remembered`, async (t) => {
    const plan = await planOf(occasion);
    const wanted = new Map(plan.csvs.map((csv) => [csv.member, separate(csv)]));
    const messages = messagesIn(plan.csvs);
    t.ok(messages > 10);
    for (const megabytes of [0, 1, 2, 24]) {
      const { csvs, made } = counted(plan);
      const budget = new LineBudget(megabytes * MEGABYTE);
      t.same(differing(shared(csvs, budget), wanted), [], `${megabytes} MB`);
      t.equal(budget.free, megabytes * MEGABYTE, 'the budget is given back');
      if (megabytes === 0) t.equal(made(), messages, 'without memory, every message is made again');
      if (megabytes === 24) t.ok(made() < messages / 10, 'with enough memory, only long ones are');
    }
  });
}

t.test('a CSV that is not exactly as in the network shares no lines', async (t) => {
  const plan = await planOf(whole);
  const later = await planOf({ query: 'since=2024-06-20' });
  const upper = ({ rows }: PlannedCsv) => ({
    *rows() {
      for (const row of rows()) yield { ...row, body: String(row.body).toUpperCase() };
    },
  });
  const fewer: Changes = ({ columns }) => ({ columns: columns.slice(1) });
  const ofLater: Changes = ({ key }) => ({
    rows: () => later.csvs.find((each) => each.key === key)?.rows() ?? [],
  });
  const cases: Readonly<Record<string, Changes>> = {
    'other rows': upper,
    'fewer columns': fewer,
    'another window': ofLater,
    'no rows': () => ({ rows: () => [] }),
  };
  for (const file of ['Messages', 'MessageVersions']) {
    for (const [what, changes] of Object.entries(cases)) {
      const csvs = changed(plan, file, changes);
      const wanted = new Map(csvs.map((csv) => [csv.member, separate(csv)]));
      t.same(differing(shared(csvs), wanted), [], `${file}: ${what}`);
      const budget = new LineBudget(24 * MEGABYTE);
      using lines = new SharedLines(csvs, budget);
      for (const csv of csvs) if (csv.key !== 'MessageVersions') for (const _ of lines.contentOf(csv));
      t.equal(budget.free, 24 * MEGABYTE, `${file}: ${what}: nothing is remembered in vain`);
    }
  }
});

t.test('nothing is remembered for a CSV in another dialect, or for one that is not there', async (t) => {
  const plan = await planOf(whole);
  const dialects = changed(plan, 'MessageVersions', () => ({ dialect: 'no-bytes' }));
  const alone = plan.csvs.filter(({ key }) => key !== 'MessageVersions');
  for (const csvs of [dialects, alone]) {
    const budget = new LineBudget(24 * MEGABYTE);
    using lines = new SharedLines(csvs, budget);
    for (const csv of csvs) if (csv.key === 'Messages') for (const _ of lines.contentOf(csv));
    t.equal(budget.free, 24 * MEGABYTE);
  }
});

t.test('an export whose client leaves gives its memory back at once', async (t) => {
  const plan = await planOf({ query: 'since=2024-06-01', options: { size: 'small', start: undefined } });
  for (const last of ['Messages.csv', 'MessageVersions.csv']) {
    const budget = new LineBudget(24 * MEGABYTE);
    const all = members(plan, 'store', new Tally(), { budget });
    for (const { name, content } of all) {
      let blocks = 0;
      for await (const _ of content) {
        blocks += 1;
        if (name !== last || blocks < 2) continue;
        t.ok(budget.free < 24 * MEGABYTE, `${last} is being read`);
        break;
      }
      if (name === last) break;
    }
    t.equal(budget.free, 24 * MEGABYTE, `${last}: after leaving`);
  }
});
