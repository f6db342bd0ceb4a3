import { styleText } from 'node:util';
import {
  type ConformanceReport,
  mergeReports,
  printable,
  ReportError,
  type ReportFormatName,
  readReport,
  renderReport,
  reportFormats,
} from '../conformance/index.ts';
import { readTextFile } from '../server/index.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { choice, describeFlags, type Flags, parseWords } from './flags.ts';
import { expectOutputs, writeText } from './output.ts';
import {
  comparisonFormat,
  comparisonOf,
  filesOfHistory,
  named,
  type ReportComparison,
  trendOf,
} from './report-comparison.ts';
import { endOnSignal } from './signals.ts';
import { UsageError } from './usage-error.ts';

const names = Object.keys(reportFormats) as ReportFormatName[];

/** The flags of the command. */
export const flags = {
  format: {
    type: 'string',
    value: 'NAME',
    words: names,
    help: 'print the report in this format (text)',
  },
  output: {
    type: 'string',
    multiple: true,
    short: 'o',
    value: 'FILE',
    help: 'write the report; the file extension selects the format; may be repeated',
  },
  compare: { type: 'boolean', help: 'show the runs side by side, and the checks with another verdict' },
  history: {
    type: 'string',
    value: 'DIR',
    help: 'show the trend of the runs whose reports (*.json) are in this folder',
  },
  'exit-code': { type: 'boolean', help: 'exit with the result of the run: 0 passed, 1 failed, 3 incomplete' },
} as const satisfies Flags;

/** The text of `engage-export report --help`. */
export const help = `Usage: engage-export report [FLAGS] FILE…
       engage-export report --compare [FLAGS] FILE FILE…
       engage-export report --history DIR [FLAGS]

Prints or converts the report.json of a run of engage-export test. Without --format and --output, prints text.
Several files are merged: all shards of one run, or runs of different cases.
Merged runs must have the same client and the same version of the kit.
--compare takes any runs, in order: before and after, several clients, or releases.

${describeFlags(flags)}

Formats:
${formatLines()}

--compare and --history have the formats text, html and markdown.

With --exit-code, pass every shard of the run. With --compare, it is 1 if a MUST that passed before does not
pass in the last run; with --history, that of the latest run.
`;

/** Reads the reports, merges them and prints or writes the result. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const { words: files, values } = await parseWords(flags, args);
  const { compare, history } = values;
  if (history !== undefined && (compare === true || files.length > 0))
    throw new UsageError('--history takes no FILE and no --compare: name a folder only.');
  if (files.length === 0 && history === undefined)
    throw new UsageError('expected at least one FILE, got none: name a report.json.');
  const format = choice('format', values.format, names);
  const outputs = (values.output ?? []).map((file) => ({ file, format: formatOfFile(file) }));
  const exits = values['exit-code'] === true;
  using ending = endOnSignal();
  await expectOutputs('-o', values.output ?? []);
  if (compare === true || history !== undefined) {
    const comparison = await comparisonIn(history, files);
    const render = (name: ReportFormatName) => comparison.render(comparisonFormat(name));
    await written({ outputs, format, render }, ending);
    return ending.exitCode ?? (exits ? comparison.exitCode : exitCodes.passed);
  }
  const report = whole(await Promise.all(files.map(readOne)), exits);
  const render = (name: ReportFormatName, colour = false) => renderReport(name, report, { colour });
  await written({ outputs, format, render }, ending);
  return ending.exitCode ?? (exits ? exitCodes[report.outcome] : exitCodes.passed);
}

/** The outputs of the command: files, and the format of standard output, which is text without any file. */
interface Wanted {
  readonly outputs: readonly { readonly file: string; readonly format: ReportFormatName }[];
  readonly format: ReportFormatName | undefined;
  render(format: ReportFormatName, colour?: boolean): string;
}

async function written(
  { outputs, format, render }: Wanted,
  ending: ReturnType<typeof endOnSignal>,
): Promise<void> {
  const texts = outputs.map((output) => ({ file: output.file, text: render(output.format) }));
  const shown =
    format !== undefined || outputs.length === 0
      ? render(format ?? 'text', hasColours(process.stdout))
      : undefined;
  for (const { file, text } of texts) {
    await writeText(file, text, { signal: ending.signal }).catch((error: unknown) => {
      if (ending.exitCode === undefined) throw error;
    });
  }
  if (shown !== undefined) process.stdout.write(shown);
}

/** Reads the files of a comparison, or those of the folder of a history. */
async function comparisonIn(
  history: string | undefined,
  files: readonly string[],
): Promise<ReportComparison> {
  const all = history === undefined ? files : await filesOfHistory(history);
  const reports = named(all, await Promise.all(all.map(readOne)));
  return history === undefined ? comparisonOf(reports) : trendOf(reports);
}

/** Returns the format for a file name. Throws a `UsageError` when the file extension is unknown. */
export function formatOfFile(name: string): ReportFormatName {
  const lower = name.toLowerCase();
  const endsSo = names.filter((one) => {
    const { ending } = reportFormats[one];
    return ending !== null && lower.endsWith(ending);
  });
  // `.ctrf.json` ends in `.json` too.
  const [format] = endsSo.sort((a, b) => endingOf(b).length - endingOf(a).length);
  if (format !== undefined) return format;
  const endings = names.flatMap((one) => reportFormats[one].ending ?? []).join(', ');
  throw new UsageError(`expected a report file that ends in one of ${endings}, got '${printable(name)}'.`);
}

const endingOf = (name: ReportFormatName): string => reportFormats[name].ending ?? '';

/** Merges the reports. A single report may be one shard, unless its outcome sets the exit code. */
function whole(reports: readonly ConformanceReport[], counts: boolean): ConformanceReport {
  const [first, ...others] = reports;
  if (first !== undefined && others.length === 0 && !counts) return first;
  try {
    return mergeReports(reports);
  } catch (error) {
    throw error instanceof ReportError ? new UsageError(error.message) : error;
  }
}

async function readOne(file: string): Promise<ConformanceReport> {
  const name = printable(file);
  const text = await readTextFile(file).catch((error: Error) => {
    throw new UsageError(`${name}: cannot read the report: ${printable(error.message)}.`);
  });
  try {
    return readReport(JSON.parse(text));
  } catch (error) {
    if (error instanceof ReportError) throw new UsageError(`${name}: ${error.message}`);
    if (error instanceof SyntaxError)
      throw new UsageError(`${name}: expected JSON, got invalid text: ${printable(error.message)}.`);
    throw error;
  }
}

/** Tells whether Node colours text for this stream, by its terminal and by `FORCE_COLOR` and `NO_COLOR`. */
export function hasColours(stream: NodeJS.WriteStream): boolean {
  return styleText('bold', ' ', { stream }) !== ' ';
}

function formatLines(): string {
  const endings = names.map((name) => reportFormats[name].ending ?? '');
  const width = Math.max(...endings.map(({ length }) => length));
  return names
    .map((name, at) => `  ${name.padEnd(10)}${endings[at]?.padEnd(width)}  ${reportFormats[name].purpose}`)
    .join('\n');
}
