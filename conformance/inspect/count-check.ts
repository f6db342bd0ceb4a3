import type { Found } from './finding.ts';
import { type ExportLog, lettersOf } from './log-text.ts';

/** Rows of one CSV as they were read. */
export interface CountedRows {
  /** The name without the folder. */
  readonly name: string;
  readonly rows: number;
  /** It was read to its end; if not, its count says nothing. */
  readonly whole: boolean;
}

/**
 * Holds the counts of `log.txt` against the rows. A file that several networks have is counted over all of
 * them, on both sides.
 */
export function checkCounts(log: ExportLog, counted: readonly CountedRows[]): Found[] {
  if (log.counts.length === 0) {
    const message =
      'Expected a line such as "Number of exported MESSAGES: 12" for each CSV; there is none, so nothing tells whether rows are missing.';
    return counted.length > 0 ? [{ code: 'not-logged', member: 'log.txt', message }] : [];
  }
  return [...mismatches(log, counted), ...unlogged(log, counted)];
}

interface Group {
  readonly label: string;
  readonly line: number;
  logged: number;
}

function mismatches(log: ExportLog, counted: readonly CountedRows[]): Found[] {
  const groups = new Map<string, Group>();
  for (const { label, line, count } of log.counts) {
    const group = groups.get(lettersOf(label)) ?? { label, line, logged: 0 };
    group.logged += count;
    groups.set(lettersOf(label), group);
  }
  const rows = totals(counted);
  return [...groups].flatMap(([letters, group]) => mismatch(group, rows.get(letters)) ?? []);
}

function mismatch({ label, line, logged }: Group, file: CountedRows | undefined): Found | undefined {
  if (file === undefined) {
    if (logged === 0) return undefined;
    const message = 'log.txt counts rows of a file that the archive does not have.';
    return { code: 'logged-but-absent', member: 'log.txt', message, line, value: `${label}: ${logged}` };
  }
  if (!file.whole || file.rows === logged) return undefined;
  const message =
    'log.txt counts another number of rows than the file has: rows were lost or added on the way.';
  const value = `${label}: ${logged} in log.txt, ${file.rows} in ${file.name}`;
  return { code: 'count-mismatch', member: 'log.txt', message, line, value };
}

function totals(counted: readonly CountedRows[]): Map<string, CountedRows> {
  const sums = new Map<string, CountedRows>();
  for (const { name, rows, whole } of counted) {
    const sum = sums.get(lettersOf(name));
    sums.set(lettersOf(name), { name, rows: rows + (sum?.rows ?? 0), whole: whole && (sum?.whole ?? true) });
  }
  return sums;
}

function unlogged(log: ExportLog, counted: readonly CountedRows[]): Found[] {
  const logged = new Set(log.counts.map(({ label }) => lettersOf(label)));
  const names = new Set(counted.map(({ name }) => name).filter((name) => !logged.has(lettersOf(name))));
  const message = 'log.txt does not count the rows of this file, so nothing tells whether some are missing.';
  return [...names].map((value) => ({ code: 'not-logged' as const, member: 'log.txt', message, value }));
}
