import {
  type CheckLimits,
  type CheckReport,
  checkExport,
  defaultCheckLimits,
  printable,
  renderText,
  type Verdict,
} from '../conformance/index.ts';
import { InputError, openInput } from './check-input.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { describeFlags, type Flags, type FlagValues, parseWords, wholeNumber } from './flags.ts';
import { endOnSignal } from './signals.ts';
import { UsageError } from './usage-error.ts';

/** The flags of the command. */
export const flags = {
  laws: {
    type: 'boolean',
    help: 'also check the laws of the data: order of times, state, uniqueness, values that agree',
  },
  json: { type: 'boolean', help: 'print one JSON document instead of text' },
  examples: {
    type: 'string',
    value: 'N',
    help: `maximum number of examples per finding (${defaultCheckLimits.maxExamples})`,
  },
  'max-members': {
    type: 'string',
    value: 'N',
    help: `maximum number of ZIP members to read (${defaultCheckLimits.maxMembers})`,
  },
  'max-bytes': {
    type: 'string',
    value: 'N',
    help: `maximum number of unpacked bytes per file (${defaultCheckLimits.maxTotalBytes})`,
  },
  'max-ids': {
    type: 'string',
    value: 'N',
    help: `maximum number of ids in memory, 40 bytes each (${defaultCheckLimits.maxIds})`,
  },
  'max-seconds': {
    type: 'string',
    value: 'N',
    help: `maximum number of seconds per file (${defaultCheckLimits.maxMs / 1000})`,
  },
} as const satisfies Flags;

type Values = FlagValues<typeof flags>;

/** The text of `engage-export check --help`. */
export const help = `Usage: engage-export check [FLAGS] FILE…
       engage-export check [FLAGS] -        (read standard input)

Validates export ZIPs, from this mock or from the real service. Checks:
  - the ZIP container
  - columns and values of every CSV
  - duplicate ids and broken references
  - attachments
  - the counts in log.txt
  - with --laws, what the rows mean: time, state, uniqueness, values that must agree
Large files are read as a stream.

${describeFlags(flags)}

Exit codes:
  0    no findings
  1    findings
  2    wrong usage, or no such file
  3    incomplete: the export is partial, or a limit was reached
  4    a file could not be read
  130  interrupted
  143  terminated
With several files, the most serious code counts, in the order 4, 2, 1, 3, 0.
`;

/** A file that could not be checked. */
interface Unread {
  readonly path: string;
  readonly message: string;
  readonly exitCode: ExitCode;
}

/** The output of `check --json`. */
interface JsonOutput {
  readonly version: 1;
  readonly reports: readonly CheckReport[];
  readonly unread: readonly Omit<Unread, 'exitCode'>[];
}

/** Checks the files one after the other. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const { paths, values } = await parse(args);
  const limits = limitsOf(values);
  using ending = endOnSignal();
  const reports: CheckReport[] = [];
  const unread: Unread[] = [];
  for (const path of paths) {
    const outcome = await checkOne(path, { limits, laws: values.laws === true, signal: ending.signal });
    if (ending.exitCode !== undefined) return ending.exitCode;
    if ('message' in outcome) unread.push(outcome);
    else reports.push(outcome);
    if (!values.json) printOutcome(outcome);
  }
  if (values.json) printJson(reports, unread);
  return worst([...reports.map(({ verdict }) => codes[verdict]), ...unread.map(({ exitCode }) => exitCode)]);
}

/** Splits the arguments into files and flags. */
async function parse(args: readonly string[]): Promise<{ paths: readonly string[]; values: Values }> {
  const { words: paths, values } = await parseWords(flags, args);
  if (paths.length === 0)
    throw new UsageError('expected at least one FILE, got none: pass the path of an export ZIP.');
  return { paths, values };
}

function limitsOf(values: Values): Partial<CheckLimits> {
  const given = {
    maxExamples: wholeNumber('examples', values.examples, 0, 1000),
    maxMembers: wholeNumber('max-members', values['max-members'], 1, 10_000_000),
    maxTotalBytes: wholeNumber('max-bytes', values['max-bytes'], 1, Number.MAX_SAFE_INTEGER),
    maxIds: wholeNumber('max-ids', values['max-ids'], 1, 1_000_000_000),
    maxMs: millisecondsOf(wholeNumber('max-seconds', values['max-seconds'], 1, 1_000_000)),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function millisecondsOf(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}

async function checkOne(
  path: string,
  options: { limits: Partial<CheckLimits>; laws: boolean; signal: AbortSignal },
): Promise<CheckReport | Unread> {
  const { limits, signal } = options;
  try {
    const { maxMs = defaultCheckLimits.maxMs } = limits;
    await using input = await openInput(path, signal, maxMs);
    return { ...(await checkExport(input.path, options)), path };
  } catch (error) {
    if (error instanceof InputError)
      return {
        path,
        message: error.message,
        exitCode: error.isLimit ? exitCodes.incomplete : exitCodes.usage,
      };
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const message = fixable[code] ?? (error instanceof Error ? error.message : String(error));
    return { path, message, exitCode: code in fixable ? exitCodes.usage : exitCodes.broken };
  }
}

/** The messages for errors that the user can fix. */
const fixable: Readonly<Record<string, string>> = {
  ENOENT: 'file not found: check the path.',
  ENOTDIR: 'file not found: check the path.',
  EISDIR: 'expected an export ZIP, got a folder.',
  EACCES: 'permission denied: check the permissions of the file.',
};

function printOutcome(outcome: CheckReport | Unread): void {
  if ('message' in outcome) {
    process.stderr.write(`engage-export check: ${printable(outcome.path)}: ${printable(outcome.message)}\n`);
  } else {
    process.stdout.write(`${renderText(outcome)}\n`);
  }
}

function printJson(reports: readonly CheckReport[], unread: readonly Unread[]): void {
  const output: JsonOutput = {
    version: 1,
    reports,
    unread: unread.map(({ path, message }) => ({ path, message })),
  };
  process.stdout.write(`${JSON.stringify(output, null, 2)}\n`);
}

const codes: Readonly<Record<Verdict, ExitCode>> = {
  sound: exitCodes.passed,
  findings: exitCodes.failed,
  incomplete: exitCodes.incomplete,
};

function worst(ended: readonly ExitCode[]): ExitCode {
  const order: readonly ExitCode[] = [
    exitCodes.broken,
    exitCodes.usage,
    exitCodes.failed,
    exitCodes.incomplete,
  ];
  return order.find((code) => ended.includes(code)) ?? exitCodes.passed;
}
