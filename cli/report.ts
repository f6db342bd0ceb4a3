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

const flags = {
  format: { type: 'string', value: 'NAME', help: 'print it in this form (text)' },
  output: {
    type: 'string',
    multiple: true,
    short: 'o',
    value: 'FILE',
    help: 'write it, in the form that the name ends in; may be repeated',
  },
  'exit-code': { type: 'boolean', help: 'end as the run did: 0 passed, 1 failed, 3 incomplete' },
} as const satisfies Flags;

/** What `engage-export report --help` says. */
export const help = `Usage: engage-export report [FLAGS] FILE…

Shows what \`engage-export test\` found, from its report.json, once more and in other forms. Several files are
merged: the shards of a run, all of them, or runs of different cases; the client and the kit must be the same.
Without --format and --output it prints text.

${describeFlags(flags)}

Forms:
${formatLines()}

With --exit-code a shard alone is not enough: give all of them.
`;

/** Reads the reports, merges them and shows the whole. */
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
    process.stdout.write(renderReport(format ?? 'text', report, { colour: hasColours() }));
  }
  if (ending.exitCode !== undefined) return ending.exitCode;
  return exits ? exitCodes[report.outcome] : exitCodes.passed;
}

/** The form that a file of this name is written in. Throws a `UsageError` when it ends in none that is known. */
export function formatOfFile(name: string): ReportFormatName {
  const lower = name.toLowerCase();
  const format = names.find((one) => {
    const { ending } = reportFormats[one];
    return ending !== null && lower.endsWith(ending);
  });
  if (format !== undefined) return format;
  const endings = names.flatMap((one) => reportFormats[one].ending ?? []).join(', ');
  throw new UsageError(
    `expected the name of a report to end in one of ${endings}, got '${printable(name)}'.`,
  );
}

/** One report may be a shard, unless its outcome is to count for the whole run. */
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
    throw new UsageError(`${name}: expected a report.json that can be read, got '${error.message}'.`);
  });
  try {
    return readReport(JSON.parse(text));
  } catch (error) {
    if (error instanceof ReportError) throw new UsageError(`${name}: ${error.message}`);
    if (error instanceof SyntaxError)
      throw new UsageError(`${name}: expected JSON: ${printable(error.message)}.`);
    throw error;
  }
}

function hasColours(): boolean {
  return process.stdout.isTTY === true && process.stdout.hasColors();
}

function formatLines(): string {
  return names
    .map(
      (name) =>
        `  ${name.padEnd(10)}${(reportFormats[name].ending ?? '').padEnd(7)}${reportFormats[name].purpose}`,
    )
    .join('\n');
}
