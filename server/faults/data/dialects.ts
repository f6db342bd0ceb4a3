import type { Row } from '../../../generators/index.ts';
import { type CsvDialect, usualDialect } from '../../csv/index.ts';
import type { PlannedCsv } from '../../export/plan.ts';
import type { DataStep } from '../../scenarios/steps/data.ts';
import { type Changes, changeCsvs } from './change.ts';

type Kinds = Extract<DataStep, { readonly do: 'csv-dialect' | 'csv-empty' }>;

/** Implementation of the steps that change the format of a CSV. */
export const dialectChanges: Changes<Kinds> = {
  'csv-dialect': (plan, { file, header, newline, bom, quotes, encoding }, fire) => {
    const asked: Partial<CsvDialect> = {
      ...(header === undefined ? {} : { header: false }),
      ...(newline === undefined ? {} : { newline: '\r\n' }),
      ...(bom === undefined ? {} : { bom }),
      ...(quotes === undefined ? {} : { quotes }),
      ...(encoding === undefined ? {} : { encoding }),
    };
    return changeCsvs(plan, file, (csv) => {
      const before = dialectOf(csv);
      const dialect = withoutWrongMark({ ...before, ...asked });
      const names = Object.keys(dialect) as (keyof CsvDialect)[];
      const changed = names.filter((name) => dialect[name] !== before[name]);
      if (changed.length === 0) return csv;
      const onlyWindows1252 = changed.join() === 'encoding' && encoding === 'windows-1252';
      if (onlyWindows1252 && before.encoding === 'utf-8') {
        return { ...csv, dialect, rows: () => lookedThrough(csv, fire) };
      }
      fire();
      return { ...csv, dialect };
    });
  },
  'csv-empty': (plan, { file }, fire) =>
    changeCsvs(plan, file, (csv) => {
      fire();
      return { ...csv, dialect: 'no-bytes', rows: () => [] };
    }),
};

/** The dialect of a CSV that has bytes. */
export function dialectOf({ dialect }: PlannedCsv): CsvDialect {
  return dialect === undefined || dialect === 'no-bytes' ? usualDialect : dialect;
}

function withoutWrongMark(dialect: CsvDialect): CsvDialect {
  return dialect.encoding === 'windows-1252' ? { ...dialect, bom: false } : dialect;
}

/**
 * Passes the rows through and fires at the first text that is not ASCII: ASCII has the same bytes in UTF-8
 * and Windows-1252.
 */
function* lookedThrough({ columns, rows }: PlannedCsv, fire: () => void): Generator<Row> {
  let found = false;
  for (const row of rows()) {
    if (!found && columns.some(({ name }) => /\P{ASCII}/u.test(String(row[name])))) {
      found = true;
      fire();
    }
    yield row;
  }
}
