import t from 'tap';
import type { Row, Rows, SharedRow } from '../../../generators/index.ts';
import { csvWriter } from '../../../server/csv/index.ts';
import { KeptBytes } from '../../../server/export/kept-parts.ts';
import { Tally } from '../../../server/export/log-txt.ts';
import { members } from '../../../server/export/members.ts';
import { PartQueue } from '../../../server/export/part-queue.ts';
import type { PlannedRows } from '../../../server/export/parts.ts';
import type { ExportPlan, PlannedCsv } from '../../../server/export/plan.ts';
import { Workers } from '../../../server/export/workers.ts';
import { type Piece, writeZip } from '../../../server/zip/index.ts';
import { cutContext, planIn } from '../../helpers/parted-exports.ts';
import { planOf, whole } from '../../helpers/scenarios/data-exports.ts';
import { unzip } from '../../helpers/unzip.ts';
import { all, BLOCK } from '../../helpers/zip-members.ts';

const MEGABYTE = 1024 * 1024;
const SINCE = 'since=2024-06-10';
const FIFTEEN = Array.from({ length: 15 }, (_, index) => (index + 1) / 16);

type Changes = (csv: PlannedCsv) => Partial<PlannedCsv>;

/**
 * The pieces of an export whose later parts are kept within a budget. With one core, blocks are compressed on
 * the main thread.
 */
async function* kept(
  plan: ExportPlan,
  budget: KeptBytes,
  tally = new Tally(),
  cores = 4,
): AsyncGenerator<Piece> {
  const { signal } = new AbortController();
  const queueOf = (csvs: ConstructorParameters<typeof PartQueue>[0]) =>
    new PartQueue(csvs, { pool: undefined, method: 'deflate', signal, budget, cores });
  yield* writeZip(members(plan, 'deflate', tally, queueOf));
}

async function bytesOf(pieces: AsyncIterable<Piece>): Promise<Buffer> {
  return Buffer.concat((await all(pieces)).map(({ bytes }) => bytes));
}

/** A CSV written from all of its rows. */
function separate({ columns, rows }: PlannedCsv): Buffer {
  return Buffer.concat([...csvWriter(columns)(rows())]);
}

/** The CSVs whose content in an archive is not that of all their rows. */
async function differing(archive: Buffer, csvs: readonly PlannedCsv[]): Promise<string[]> {
  const found = await unzip(archive);
  return csvs.flatMap((csv) => (found.get(csv.member)?.equals(separate(csv)) ? [] : [csv.member]));
}

/** A plan with changed CSVs. */
function changed(plan: ExportPlan, file: string, changes: Changes): ExportPlan {
  const csvs = plan.csvs.map((csv) => (csv.key === file ? { ...csv, ...changes(csv) } : csv));
  return { ...plan, csvs };
}

/** A plan, and the number of versions of messages that were made for their own file. */
function counted(plan: ExportPlan): { plan: ExportPlan; made: () => number } {
  let made = 0;
  const counting = (rows: Rows): Rows => ({
    ...rows,
    *[Symbol.iterator]() {
      for (const row of rows) {
        made += 1;
        yield row;
      }
    },
  });
  const inParts = ({ parts, ...rows }: PlannedRows): PlannedRows => ({
    ...counting(rows),
    ...(parts && { parts: { ...parts, rows: (index) => counting(parts.rows(index)) } }),
  });
  const changes: Changes = ({ rows }) => ({ rows: () => inParts(rows()) });
  return { plan: changed(plan, 'MessageVersions', changes), made: () => made };
}

const rowsIn = ({ csvs }: ExportPlan, file: string): number =>
  csvs.filter(({ key }) => key === file).reduce((sum, { rows }) => sum + [...rows()].length, 0);

/** A month of a network whose large files are cut into sixteen parts. */
const cut = () => planIn(cutContext(FIFTEEN, new Workers(0, () => {})), 'since=2024-06-01');

const plans: Readonly<Record<string, () => Promise<ExportPlan>>> = {
  'a whole network': () => planOf(whole),
  'several networks': () => planOf({ query: 'since=0&include_ens=true', options: { seed: '3' } }),
  'the columns of 2018': () => planOf({ query: SINCE, options: { profile: '2018', ids: 'small' } }),
  'the legacy profile': () => planOf({ query: SINCE, options: { profile: 'legacy', ids: 'large' } }),
  'a network in parts': cut,
  'minutes of a huge network': () =>
    planOf({
      query: 'since=2024-06-28T09:00:00Z&until=2024-06-28T09:01:59Z&include_ens=true&include=csv',
      options: { size: 'huge', start: undefined, seed: '11' },
    }),
};

/** Memory for parts, kB, with a number of cores. */
const budgets = [
  [0, 4],
  [600, 1],
  [24 * 1024, 1],
  [24 * 1024, 4],
] as const;

for (const [what, planned] of Object.entries(plans)) {
  t.test(`${what}: the bytes are those of all rows, whatever is kept`, async (t) => {
    const plan = await planned();
    const versions = rowsIn(plan, 'MessageVersions');
    t.ok(versions > 10);
    const tally = new Tally();
    const alone = await bytesOf(writeZip(members(plan, 'deflate', tally)));
    t.same(await differing(alone, plan.csvs), []);
    for (const [kilobytes, cores] of budgets) {
      const { plan: watched, made } = counted(plan);
      const budget = new KeptBytes(kilobytes * 1024);
      const own = new Tally();
      t.ok((await bytesOf(kept(watched, budget, own, cores))).equals(alone), `${kilobytes} kB`);
      t.equal(own.rows, tally.rows);
      t.equal(budget.free, kilobytes * 1024, 'the budget is given back');
      if (kilobytes === 0) t.equal(made(), versions, 'without memory, every version is made again');
      if (kilobytes === 24 * 1024) t.equal(made(), 0, 'with enough memory, none is');
    }
  });
}

t.test('a small budget keeps the first parts', async (t) => {
  const plan = await cut();
  const { plan: watched, made } = counted(plan);
  await bytesOf(kept(watched, new KeptBytes(BLOCK + 4 * 1024)));
  t.ok(made() > 0 && made() < rowsIn(plan, 'MessageVersions'), `${made()} versions`);
});

t.test('a CSV that is not exactly as in the network shares no rows', async (t) => {
  const plan = await planOf(whole);
  const later = await planOf({ query: 'since=2024-06-20' });
  const upper = ({ rows }: PlannedCsv) => ({
    *rows(): Generator<Row> {
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
      const other = changed(plan, file, changes);
      const archive = await bytesOf(kept(other, new KeptBytes(24 * MEGABYTE)));
      t.same(await differing(archive, other.csvs), [], `${file}: ${what}`);
    }
  }
});

t.test('nothing is kept for a CSV in another dialect, or for one that is not there', async (t) => {
  const plan = await planOf(whole);
  const dialect = changed(plan, 'MessageVersions', () => ({ dialect: 'no-bytes' }));
  const alone = { ...plan, csvs: plan.csvs.filter(({ key }) => key !== 'MessageVersions') };
  for (const each of [dialect, alone]) {
    const budget = new KeptBytes(MEGABYTE);
    for await (const _ of kept(each, budget)) t.equal(budget.free, MEGABYTE);
  }
});

t.test('an export whose client leaves gives its memory back at once', async (t) => {
  const plan = await cut();
  const total = (await all(kept(plan, new KeptBytes(24 * MEGABYTE)))).length;
  for (let after = 1; after < total; after += 7) {
    const budget = new KeptBytes(24 * MEGABYTE);
    let read = 0;
    for await (const _ of kept(plan, budget)) if (++read === after) break;
    t.equal(budget.free, 24 * MEGABYTE, `after ${after} pieces of ${total}`);
  }
});

t.test('an error in the rows ends the export and gives the memory back', async (t) => {
  const plan = await planOf(whole);
  function* failing(rows: Iterable<SharedRow>): Generator<SharedRow> {
    let left = 20;
    for (const row of rows) {
      if (left-- === 0) throw new RangeError('no more');
      yield row;
    }
  }
  const broken = changed(plan, 'Messages', ({ rows }) => ({
    rows: () => {
      const { parts, ...own } = rows();
      const brokenPart = (index: number): Rows => {
        const part = parts?.rows(index) ?? [];
        const { within } = part;
        return within ? { ...part, within: { ...within, rows: () => failing(within.rows()) } } : part;
      };
      return { ...own, ...(parts && { parts: { ...parts, rows: brokenPart } }) };
    },
  }));
  const budget = new KeptBytes(MEGABYTE);
  await t.rejects(bytesOf(kept(broken, budget)), { message: 'no more' });
  t.equal(budget.free, MEGABYTE);
});
