import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  type ComparisonFormatName,
  compareReports,
  comparisonFormats,
  historyOf,
  type NamedReport,
  printable,
  type ReportFormatName,
  renderComparison,
  renderHistory,
} from '../conformance/index.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { UsageError } from './usage-error.ts';

/** The runs side by side or their trend, to be rendered in several formats. */
export interface ReportComparison {
  readonly exitCode: ExitCode;
  render(format: ComparisonFormatName): string;
}

/**
 * Compares the runs, in the order of the files. The exit code is 1 if a MUST that passed in an earlier run
 * does not pass in the last one.
 */
export function comparisonOf(reports: readonly NamedReport[]): ReportComparison {
  if (reports.length < 2)
    throw new UsageError(`expected at least two FILEs to compare, got ${reports.length}.`);
  const comparison = compareReports(reports);
  const isBroken = comparison.changes.some(({ kind, level }) => kind === 'broken' && level === 'MUST');
  return {
    exitCode: isBroken ? exitCodes.failed : exitCodes.passed,
    render: (format) => renderComparison(format, comparison),
  };
}

/** The trend of the runs. The exit code is that of the last one. */
export function trendOf(reports: readonly NamedReport[]): ReportComparison {
  const runs = historyOf(reports);
  return {
    exitCode: exitCodes[runs.at(-1)?.outcome ?? 'incomplete'],
    render: (format) => renderHistory(format, runs),
  };
}

/** The files of a folder that end in `.json`, but for CTRF, in the order of their names. */
export async function filesOfHistory(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: Error) => {
    throw new UsageError(`--history: cannot read ${printable(folder)}: ${printable(error.message)}.`);
  });
  const files = names.filter((name) => name.endsWith('.json') && !name.endsWith('.ctrf.json')).sort();
  if (files.length === 0)
    throw new UsageError(`--history: expected reports that end in .json in ${printable(folder)}, got none.`);
  return files.map((name) => join(folder, name));
}

/** The format of a comparison. Throws a `UsageError` for a format that only a single report has. */
export function comparisonFormat(format: ReportFormatName): ComparisonFormatName {
  const found = comparisonFormats.find((one) => one === format);
  if (found !== undefined) return found;
  throw new UsageError(
    `expected a format of a comparison (${comparisonFormats.join(', ')}), got ${format}: without --compare and --history it is a format of a report.`,
  );
}

/** The reports with the names of their files; the whole paths where two files have the same name. */
export function named(
  files: readonly string[],
  reports: readonly NamedReport['report'][],
): readonly NamedReport[] {
  const names = files.map((file) => basename(file));
  const isUnique = new Set(names).size === names.length;
  return reports.map((report, at) => ({ name: (isUnique ? names[at] : files[at]) ?? '', report }));
}
