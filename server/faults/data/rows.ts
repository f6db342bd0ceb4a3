import type { Row } from '../../../generators/index.ts';
import { fileByKey } from '../../../schemas/index.ts';
import type { PlannedCsv } from '../../export/plan.ts';
import type { DataStep } from '../../scenarios/steps/data.ts';
import { type Changes, changeCsvs, isNamed } from './change.ts';
import { isChosen, rowNumberOf } from './chosen-rows.ts';
import { cutShort } from './cut-short.ts';
import { dialectOf } from './dialects.ts';
import { lostId } from './lost-id.ts';
import { MOST_LONG_TEXTS, textWriters } from './texts.ts';

type Kinds = Extract<
  DataStep,
  { readonly do: 'csv-no-rows' | 'csv-repeat' | 'csv-missing' | 'csv-text' | 'csv-reference' }
>;

/** Implementation of the steps that change the rows of a CSV; each row is changed when it is read. */
export const rowChanges: Changes<Kinds> = {
  'csv-no-rows': (plan, { file }, fire) => {
    const emptied = changeCsvs(plan, file, (csv) => ({ ...csv, rows: () => cutShort(csv.rows(), 0, fire) }));
    if (file !== undefined && file !== 'Files') return emptied;
    const attachments = plan.attachments.map((one) => ({
      ...one,
      attachments: () => cutShort(one.attachments(), 0, fire),
    }));
    return { ...emptied, attachments };
  },
  'csv-repeat': (plan, { file, every }, fire) =>
    changeCsvs(plan, file, (csv) => ({ ...csv, rows: () => repeated(csv, every, fire) })),
  'csv-missing': (plan, { file }, fire) => {
    const csvs = plan.csvs.filter((csv) => !isNamed(csv, file));
    if (csvs.length < plan.csvs.length) fire();
    return { ...plan, csvs };
  },
  'csv-text': (plan, { file, column, every, text }, fire) =>
    changeCsvs(plan, file, (csv) => {
      if (!hasColumn(csv, column)) return csv;
      const most = text === 'long' ? MOST_LONG_TEXTS : Number.POSITIVE_INFINITY;
      const cells = { column, every, most, change: textWriters[text], counts: () => true };
      const rows = () => changedCells(csv, cells, fire);
      // Only the dialect writer can write bytes that are not text.
      return text === 'invalid-utf8' ? { ...csv, rows, dialect: dialectOf(csv) } : { ...csv, rows };
    }),
  'csv-reference': (plan, { file, column, every }, fire) =>
    changeCsvs(plan, file, (csv) => {
      if (!hasColumn(csv, column) || !refers(csv, column)) return csv;
      const counts = (value: string) => value !== '';
      const cells = { column, every, most: Number.POSITIVE_INFINITY, change: unresolved, counts };
      return { ...csv, rows: () => changedCells(csv, cells, fire) };
    }),
};

function hasColumn({ columns }: PlannedCsv, column: string): boolean {
  return columns.some(({ name }) => name === column);
}

function refers({ key }: PlannedCsv, column: string): boolean {
  const { columns } = fileByKey(key);
  return Object.hasOwn(columns, column) && columns[column]?.refers !== undefined;
}

/** Replaces the first id in the value. */
function unresolved(value: string): string {
  return value.replace(/\d+/, lostId);
}

function* repeated(csv: PlannedCsv, every: number, fire: () => void): Generator<Row> {
  const numberOf = rowNumberOf(csv);
  for (const row of csv.rows()) {
    yield row;
    if (!isChosen(numberOf(row), every)) continue;
    fire();
    yield row;
  }
}

/** The cells of a column that change, and their new values. */
interface Cells {
  readonly column: string;
  readonly every: number;
  /** The maximum number of changed cells. */
  readonly most: number;
  /** @param number the number of the row. */
  change(value: string, number: number): string;
  /** Tells whether a row with this value can be changed. */
  counts(value: string): boolean;
}

function* changedCells(csv: PlannedCsv, cells: Cells, fire: () => void): Generator<Row> {
  const { column, every, most } = cells;
  const numberOf = rowNumberOf(csv);
  let changes = 0;
  for (const row of csv.rows()) {
    const before = String(row[column]);
    const number = numberOf(row);
    const chosen = cells.counts(before) && isChosen(number, every) && changes < most;
    const value = chosen ? cells.change(before, number) : before;
    if (value === before) {
      yield row;
      continue;
    }
    fire();
    changes += 1;
    yield { ...row, [column]: value };
  }
}
