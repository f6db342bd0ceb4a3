import {
  type ConformanceOptions,
  EvidenceError,
  type EvidenceSink,
  evidenceFolder,
  listCases,
  type ReportFormatName,
  readEvidence,
  renderReport,
  reportFormats,
  rerunSink,
  runConformance,
} from '../conformance/index.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { choice, describeFlags, type Flags, type FlagValues, parseFlags, wholeNumber } from './flags.ts';
import { expectOutputs, OutputError, writeText } from './output.ts';
import { showCases } from './progress.ts';
import { formatOfFile } from './report.ts';
import { endOnSignal } from './signals.ts';
import { baselineUse } from './test-baseline.ts';
import { clientOf, clientWords } from './test-client.ts';
import { choosing, listText, selectionFlags, selectionOf } from './test-selection.ts';
import { UsageError } from './usage-error.ts';

const formats = Object.keys(reportFormats) as ReportFormatName[];

const flags = {
  client: { type: 'string', value: 'FILE', help: 'a client.json, instead of a command' },
  attached: { type: 'boolean', help: 'say what is to be run, and wait until somebody has run it' },
  'no-preflight': { type: 'boolean', help: 'begin with the cases, without trying out the client first' },
  ...selectionFlags,
  list: { type: 'boolean', help: 'print what is chosen and run nothing' },
  parallel: { type: 'string', value: 'N', help: 'cases at the same time (8)' },
  repeat: { type: 'string', value: 'N', help: 'run every case N times, to see what is flaky (1)' },
  report: {
    type: 'string',
    multiple: true,
    short: 'o',
    value: 'FILE',
    help: 'write the report in the form that the name ends in, as .json or .html; may be repeated',
  },
  format: { type: 'string', value: 'NAME', help: `what is printed: ${formats.join(', ')} (text)` },
  baseline: { type: 'string', value: 'FILE', help: 'known failures with their reasons, in YAML' },
  'update-baseline': { type: 'boolean', help: 'make that file fit this run' },
  evidence: { type: 'string', value: 'DIR', help: 'keep what was seen in each case that was not passed' },
  'evidence-all': { type: 'boolean', help: 'in every case' },
  rerun: {
    type: 'string',
    value: 'CASE',
    help: 'run one case and show all of it; with --evidence DIR compare the bytes',
  },
} as const satisfies Flags;

type Values = FlagValues<typeof flags>;

/** What `engage-export test --help` says. */
export const help = `Usage: engage-export test [FLAGS] -- CLIENT ARGUMENTS
       engage-export test [FLAGS] --client client.json

Takes a client through everything that a client of this API meets, and says what it gets right and wrong.
Arguments may hold {base_url} {token} {since} {out_dir} {state_dir}; the same values are in the environment
as ENGAGE_BASE_URL and so on. The client leaves the ZIP in {out_dir}, ends with 0 when it has a complete
export, and with another code when it has not.

${describeFlags(flags)}
`;

/** Runs the cases and prints what came of them. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const end = args.indexOf('--');
  const values = await parseFlags(flags, end === -1 ? args : args.slice(0, end));
  const command = end === -1 ? [] : args.slice(end + 1);
  checkTogether(values);
  const format = choice('format', values.format, formats) ?? 'text';
  const chosen = chosenOf(values);
  const listed = await choosing(() => listCases(chosen));
  if (values.list) return list(listed, format);
  try {
    return await test(values, command, { chosen, cases: listed.length, format });
  } catch (error) {
    if (error instanceof EvidenceError) throw new UsageError(`--evidence: ${error.message}`);
    throw error;
  }
}

function chosenOf(values: Values): ReturnType<typeof selectionOf> {
  return values.rerun === undefined ? selectionOf(values) : { only: [values.rerun] };
}

/** Flags that cannot be meant together. */
function checkTogether(values: Values): void {
  const needs = (flag: keyof Values, other: keyof Values) => {
    if (values[flag] && !values[other]) throw new UsageError(`--${flag} needs --${other}.`);
  };
  if (values['update-baseline'] && values.baseline === undefined) {
    throw new UsageError('--update-baseline needs --baseline FILE, as known-failures.yaml.');
  }
  needs('evidence-all', 'evidence');
  if (values.rerun === undefined) return;
  for (const name of ['only', 'skip', 'level', 'shard', 'list', 'repeat', 'update-baseline'] as const) {
    if (values[name] !== undefined)
      throw new UsageError(`--rerun runs one case once; it takes no --${name}.`);
  }
  if (listCases({ only: [values.rerun] }).length !== 1 || values.rerun.includes('/')) {
    throw new UsageError(`--rerun: expected the id of one case, got '${values.rerun}'.`);
  }
}

function list(cases: ReturnType<typeof listCases>, format: ReportFormatName): ExitCode {
  process.stdout.write(format === 'json' ? `${JSON.stringify(cases, null, 2)}\n` : listText(cases));
  return exitCodes.passed;
}

interface Testing {
  readonly chosen: ReturnType<typeof selectionOf>;
  /** How many cases that are. */
  readonly cases: number;
  readonly format: ReportFormatName;
}

async function test(
  values: Values,
  command: readonly string[],
  { chosen, cases, format }: Testing,
): Promise<ExitCode> {
  const files = (values.report ?? []).map((file) => ({ file, format: formatOfFile(file) }));
  const updated = values['update-baseline'] ? [values.baseline ?? ''] : [];
  await expectOutputs('-o', [...(values.report ?? []), ...updated]);
  const client = await clientOf(values, command);
  const attached = client.mode === 'attached';
  // What is said to whoever runs an attached client has stdout to itself.
  const screen = attached && !process.stdout.isTTY ? process.stderr : process.stdout;
  const update = values['update-baseline'] === true;
  const isInterrupted = (): boolean => ending.signal.aborted;
  const known = values.baseline && (await baselineUse(values.baseline, update, isInterrupted));
  using ending = endOnSignal();
  const options: ConformanceOptions = {
    client,
    ...chosen,
    parallel: wholeNumber('parallel', values.parallel, 1, 64) ?? (attached ? 1 : undefined),
    repeat: wholeNumber('repeat', values.repeat, 1, 1000),
    baseline: known ? known.baseline : undefined,
    evidence: await evidenceOf(values, command, screen),
    preflight: values['no-preflight'] !== true && values.rerun === undefined,
    onWarning: (text) => void process.stderr.write(`engage-export test: ${text}\n`),
    signal: ending.signal,
  };
  const progress = showCases(attached ? silent : process.stderr, cases);
  const report = await choosing(() =>
    runConformance({ ...options, onStart: progress.start, onCase: progress.done }),
  ).finally(progress.finish);
  // What an interrupted run has found is written all the same; a second signal ends that too.
  const writing = ending.signal.aborted ? {} : { signal: ending.signal };
  const written = await Promise.allSettled(
    files.map(({ file, format }) => writeText(file, renderReport(format, report), writing)),
  );
  // What was found is printed, whatever comes of the files.
  screen.write(renderReport(format, report, { colour: screen.isTTY && screen.hasColors() }));
  if (known) for (const change of await known.save()) process.stderr.write(`${values.baseline}: ${change}\n`);
  if (ending.exitCode !== undefined) return ending.exitCode;
  if (options.evidence?.problem !== undefined) throw new OutputError(options.evidence.problem);
  for (const one of written) if (one.status === 'rejected') throw one.reason;
  return exitCodes[report.outcome];
}

const silent = { isTTY: false, write: () => {} };

async function evidenceOf(
  values: Values,
  command: readonly string[],
  screen: NodeJS.WriteStream,
): Promise<EvidenceSink | undefined> {
  const { rerun, evidence: folder } = values;
  if (rerun !== undefined) {
    const before = folder === undefined ? undefined : await readEvidence(folder, rerun);
    return rerunSink((text) => void screen.write(text), before);
  }
  if (folder === undefined) return undefined;
  const words = clientWords(values, command);
  return evidenceFolder({
    folder,
    all: values['evidence-all'],
    again: (id) => ['npx', 'engage-export', 'test', '--rerun', id, '--evidence', folder, ...words],
  });
}
