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

const flags = {
  json: { type: 'boolean', help: 'one JSON document instead of text' },
  examples: {
    type: 'string',
    value: 'N',
    help: `examples of each finding (${defaultCheckLimits.maxExamples})`,
  },
  'max-members': { type: 'string', value: 'N', help: `members looked at (${defaultCheckLimits.maxMembers})` },
  'max-bytes': {
    type: 'string',
    value: 'N',
    help: `bytes unpacked in all (${defaultCheckLimits.maxTotalBytes})`,
  },
  'max-ids': {
    type: 'string',
    value: 'N',
    help: `ids held in memory, 40 bytes each (${defaultCheckLimits.maxIds})`,
  },
  'max-seconds': {
    type: 'string',
    value: 'N',
    help: `seconds that each file may take, and a stream until it ends (${defaultCheckLimits.maxMs / 1000})`,
  },
} as const satisfies Flags;

type Values = FlagValues<typeof flags>;

/** What `engage-export check --help` says. */
export const help = `Usage: engage-export check [FLAGS] FILE…
       engage-export check [FLAGS] -        (reads standard input)

Holds exports, a real one too, against what exports are: the ZIP itself, the columns and values of every
CSV, ids that are there twice or refer to nothing, attachments, the counts in log.txt. Reads in a stream.

${describeFlags(flags)}

Exit codes: 0 nothing to report, 1 findings, 2 wrong usage or no such file, 3 incomplete (a partial
export, or a limit was reached), 4 a file could not be read, 130 interrupted, 143 terminated. With several files the worst
counts: 4, then 2, 1, 3.
`;

/** A file that could not be checked at all. */
interface Unread {
  readonly path: string;
  readonly message: string;
  readonly exitCode: ExitCode;
}

/** What `check --json` prints. */
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
    const outcome = await checkOne(path, limits, ending.signal);
    if (ending.exitCode !== undefined) return ending.exitCode;
    if ('message' in outcome) unread.push(outcome);
    else reports.push(outcome);
    if (!values.json) printOutcome(outcome);
  }
  if (values.json) printJson(reports, unread);
  return worst([...reports.map(({ verdict }) => codes[verdict]), ...unread.map(({ exitCode }) => exitCode)]);
}

/** The files are words among the flags. */
async function parse(args: readonly string[]): Promise<{ paths: readonly string[]; values: Values }> {
  const { words: paths, values } = await parseWords(flags, args);
  if (paths.length === 0)
    throw new UsageError('expected at least one FILE, got none: name the ZIP to check.');
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
  limits: Partial<CheckLimits>,
  signal: AbortSignal,
): Promise<CheckReport | Unread> {
  try {
    const { maxMs = defaultCheckLimits.maxMs } = limits;
    await using input = await openInput(path, signal, maxMs);
    return { ...(await checkExport(input.path, { limits, signal })), path };
  } catch (error) {
    if (error instanceof InputError)
      return {
        path,
        message: error.message,
        exitCode: error.isLimit ? exitCodes.incomplete : exitCodes.usage,
      };
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const message = notThere[code] ?? (error instanceof Error ? error.message : String(error));
    return { path, message, exitCode: code in notThere ? exitCodes.usage : exitCodes.broken };
  }
}

/** What the person who named the file can do something about. */
const notThere: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check the name.',
  ENOTDIR: 'there is no such file; check the name.',
  EISDIR: 'this is a folder; expected the ZIP of an export.',
  EACCES: 'the file may not be read; check its permissions.',
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
