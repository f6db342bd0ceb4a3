import { columnsOf, laws } from '../../../schemas/index.ts';
import type { CsvRow } from '../archive/csv-row.ts';
import type { HeadedCsv } from '../check-files.ts';
import { readRows } from '../csv-check.ts';
import { Findings } from '../finding.ts';
import type { LawsReport } from '../inspection-report.ts';
import type { CheckLimits } from '../limits.ts';
import type { Reading } from '../read-member.ts';
import type { ExportClock } from './condition.ts';
import { type Breach, LawCheck } from './law-check.ts';

interface LawsCheck {
  readonly reading: Reading;
  readonly limits: CheckLimits;
  readonly csvs: readonly HeadedCsv[];
  readonly clock: ExportClock;
  /** True if the export covers the whole past. */
  readonly whole: boolean;
}

/**
 * Holds the rows of an export against the laws of the data. Reads the CSVs again: first the files that others
 * are joined to, then each file that has laws.
 */
export async function checkLaws(check: LawsCheck): Promise<LawsReport> {
  const { limits, csvs, clock, whole, reading } = check;
  const judge = new LawCheck({ laws, clock, whole, most: limits.maxIds });
  const files = new Set(csvs.flatMap(({ key }) => key ?? []));
  const present = laws.filter(({ file }) => files.has(file));
  for (const csv of csvs) {
    const { key } = csv;
    if (key !== undefined && judge.remembers(key))
      await eachRow(check, csv, (cells) => judge.remember({ file: key, cells }));
  }
  for (const csv of csvs) {
    const { key } = csv;
    if (key === undefined || !present.some(({ file }) => file === key)) continue;
    await eachRow(check, csv, (cells, line) =>
      judge.take({ file: key, member: csv.member.name, line, cells }),
    );
  }
  const breaches = judge.finish();
  for (const breach of breaches) reading.findings.add(foundOf(breach));
  if (judge.full) {
    const message = `The laws were not checked on all rows: more than ${limits.maxIds} had to be remembered. Raise --max-ids.`;
    reading.findings.add({ code: 'too-many-ids', message });
  }
  const notes = breaches.filter(({ law }) => law.note).length;
  return { laws: present.length, breaches: breaches.length, notes };
}

function foundOf({ law, member, line, value }: Breach) {
  const code = law.note ? 'law-note' : 'law';
  const message = `${law.says} (${law.id})`;
  return { code, member, law: law.id, message, line, value } as const;
}

type OnCells = (cells: (column: string) => string | undefined, line: number) => void;

async function eachRow(check: LawsCheck, csv: HeadedCsv, onRow: OnCells): Promise<void> {
  const { header, key, profile } = csv;
  if (typeof header === 'string' || key === undefined || profile === undefined) return;
  const known = new Set(columnsOf(key, profile).map(([name]) => name));
  const places = new Map(header.map((name, place) => [name, place]));
  // What is wrong with the text was found when it was read first.
  const reading = { ...check.reading, findings: new Findings(check.limits) };
  const take = (row: CsvRow) => {
    onRow((column) => {
      const place = known.has(column) ? places.get(column) : undefined;
      return place === undefined ? undefined : row.values[place];
    }, row.line);
  };
  await readRows(reading, csv, check.limits.maxRecordBytes, { take });
}
