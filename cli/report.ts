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
  'exit-code': { type: 'boolean', help: 'exit with the result of the run: 0 passed, 1 failed, 3 incomplete' },
} as const satisfies Flags;

/** The text of `engage-export report --help`. */
export const help = `Usage: engage-export report [FLAGS] FILE…

Prints or converts the report.json of a run of engage-export test. Without --format and --output, prints text.
Several files are merged: all shards of one run, or runs of different cases.
Merged runs must have the same client and the same version of the kit.

${describeFlags(flags)}

Formats:
${formatLines()}

With --exit-code, pass every shard of the run.
`;

/** Reads the reports, merges them and prints or writes the result. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const { words: files, values } = await parseWords(flags, args);
  if (files.length === 0) throw new UsageError('expected at least one FILE, got none: name a report.json.');
  const format = choice('format', values.format, names);
  const outputs = (values.output ?? []).map((file) => ({ file, format: formatOfFile(file) }));
  const exits = values['exit-code'] === true;
  using ending = endOnSignal();
  await expectOutputs('-o', values.output ?? []);
  const report = whole(await Promise.all(files.map(readOne)), exits);
  for (const output of outputs) {
    await writeText(output.file, renderReport(output.format, report), { signal: ending.signal }).catch(
      (error: unknown) => {
        if (ending.exitCode === undefined) throw error;
      },
    );
  }
  if (format !== undefined || outputs.length === 0) {
    process.stdout.write(renderReport(format ?? 'text', report, { colour: hasColours(process.stdout) }));
  }
  if (ending.exitCode !== undefined) return ending.exitCode;
  return exits ? exitCodes[report.outcome] : exitCodes.passed;
}

/** Returns the format for a file name. Throws a `UsageError` when the file extension is unknown. */
export function formatOfFile(name: string): ReportFormatName {
  const lower = name.toLowerCase();
  const format = names.find((one) => {
    const { ending } = reportFormats[one];
    return ending !== null && lower.endsWith(ending);
  });
  if (format !== undefined) return format;
  const endings = names.flatMap((one) => reportFormats[one].ending ?? []).join(', ');
  throw new UsageError(`expected a report file that ends in one of ${endings}, got '${printable(name)}'.`);
}

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
  return names
    .map(
      (name) =>
        `  ${name.padEnd(10)}${(reportFormats[name].ending ?? '').padEnd(7)}${reportFormats[name].purpose}`,
    )
    .join('\n');
}
