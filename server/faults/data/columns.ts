import type { Row } from '../../../generators/index.ts';
import type { CsvColumn } from '../../csv/index.ts';
import type { ExportPlan, PlannedCsv } from '../../export/plan.ts';
import type { DataStep } from '../../scenarios/steps/data.ts';
import { type Changes, changeCsvs } from './change.ts';

type Kinds = Extract<
  DataStep,
  {
    readonly do: 'csv-add-column' | 'csv-remove-column' | 'csv-rename-column' | 'csv-reverse-columns';
  }
>;

/** The value of an added column in every row. */
const NEW_VALUE = 'new';

/** Implementation of the steps that change the columns of a CSV. */
export const columnChanges: Changes<Kinds> = {
  'csv-add-column': (plan, { file, column, at }, fire) =>
    changeColumns(plan, file, fire, ({ columns, rows }) => {
      if (has(columns, column)) return undefined;
      const added: CsvColumn = { name: column, kind: 'text' };
      return {
        columns: at === 'start' ? [added, ...columns] : [...columns, added],
        rows: () => mapped(rows(), (row) => ({ ...row, [column]: NEW_VALUE })),
      };
    }),
  'csv-remove-column': (plan, { file, column }, fire) =>
    changeColumns(plan, file, fire, ({ columns, rows }) => {
      const left = columns.filter(({ name }) => name !== column);
      return left.length === 0 || left.length === columns.length ? undefined : { columns: left, rows };
    }),
  'csv-rename-column': (plan, { file, column, to }, fire) =>
    changeColumns(plan, file, fire, ({ columns, rows }) => {
      if (!has(columns, column) || has(columns, to)) return undefined;
      return {
        columns: columns.map((one) => (one.name === column ? { name: to, kind: one.kind } : one)),
        rows: () => mapped(rows(), (row) => ({ ...row, [to]: row[column] ?? '' })),
      };
    }),
  'csv-reverse-columns': (plan, { file }, fire) =>
    changeColumns(plan, file, fire, ({ columns, rows }) => {
      const reversed = columns.toReversed();
      const same = reversed.every(({ name }, index) => name === columns[index]?.name);
      return same ? undefined : { columns: reversed, rows };
    }),
};

type Table = Pick<PlannedCsv, 'columns' | 'rows'>;

/** `change` returns undefined when there is nothing to change. */
function changeColumns(
  plan: ExportPlan,
  file: string,
  fire: () => void,
  change: (table: Table) => Table | undefined,
): ExportPlan {
  return changeCsvs(plan, file, (csv) => {
    const changed = change(csv);
    if (changed === undefined) return csv;
    fire();
    return { ...csv, ...changed };
  });
}

function has(columns: readonly CsvColumn[], column: string): boolean {
  return columns.some(({ name }) => name === column);
}

function* mapped(rows: Iterable<Row>, change: (row: Row) => Row): Generator<Row> {
  for (const row of rows) yield change(row);
}
