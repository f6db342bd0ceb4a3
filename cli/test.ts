import {
  addresses,
  type ClientDescription,
  type ConformanceOptions,
  defaultParallel,
  EvidenceError,
  type EvidenceSink,
  evidenceFolder,
  type ListedCase,
  listCases,
  type ReportFormatName,
  readEvidence,
  renderReport,
  reportFormats,
  rerunSink,
  runConformance,
} from '../conformance/index.ts';
import { noProgress, showCases } from './case-progress.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { choice, describeFlags, type Flags, type FlagValues, parseFlags, wholeNumber } from './flags.ts';
import { expectOutputs, OutputError, writeText } from './output.ts';
import { inNamespace, isInNamespace } from './own-names.ts';
import { formatOfFile, hasColours } from './report.ts';
import { endOnSignal } from './signals.ts';
import { baselineUse } from './test-baseline.ts';
import { clientOf, clientWords } from './test-client.ts';
import { choosing, listText, requiredOf, selectionFlags, selectionOf } from './test-selection.ts';
import { UsageError } from './usage-error.ts';

const formats = Object.keys(reportFormats) as ReportFormatName[];

/** The flags of the command. */
export const flags = {
  client: { type: 'string', value: 'FILE', help: 'client description, instead of a command' },
  attached: { type: 'boolean', help: 'print each command and wait until you have run it' },
  address: {
    type: 'string',
    value: 'WAY',
    words: addresses,
    help: 'way of the client to the service: base-url, proxy or hosts; overrides client.json',
  },
  'no-preflight': { type: 'boolean', help: 'skip the trial run of the client before the cases' },
  ...selectionFlags,
  list: { type: 'boolean', help: 'list the selected cases and exit' },
  parallel: {
    type: 'string',
    value: 'N',
    help: `number of cases at the same time (${defaultParallel}; 1 with --attached)`,
  },
  repeat: { type: 'string', value: 'N', help: 'run every case N times to find flaky checks (1)' },
  report: {
    type: 'string',
    multiple: true,
    short: 'o',
    value: 'FILE',
    help: 'write a report; the file extension selects the format; may be repeated',
  },
  format: {
    type: 'string',
    value: 'NAME',
    words: formats,
    help: `print the report as ${formats.slice(0, -1).join(', ')} or ${formats.at(-1)} (text)`,
  },
  env: {
    type: 'string',
    multiple: true,
    value: 'NAME',
    help: 'pass this variable of the environment to the client; may be repeated',
  },
  baseline: { type: 'string', value: 'FILE', help: 'read known failures and their reasons from a YAML file' },
  'update-baseline': { type: 'boolean', help: 'rewrite the baseline to match this run' },
  evidence: { type: 'string', value: 'DIR', help: 'keep evidence for every case that did not pass' },
  'evidence-all': { type: 'boolean', help: 'keep evidence for every case' },
  rerun: {
    type: 'string',
    value: 'CASE',
    words: 'case',
    help: 'run one case and print its details; with --evidence, compare the bytes with it',
  },
} as const satisfies Flags;

type Values = FlagValues<typeof flags>;

/** The text of `engage-export test --help`. */
export const help = `Usage: engage-export test [FLAGS] -- CLIENT ARGUMENTS
       engage-export test [FLAGS] --client client.json

Runs the conformance suite against a client and reports which checks the client passes and fails.

The suite starts the client at least once per case. It replaces these placeholders in its arguments:
  {base_url}   address of the server
  {token}      access token
  {since}      start of the export window
  {out_dir}    folder for the export ZIP
  {state_dir}  folder for the state between runs
Environment variables hold the same values: ENGAGE_BASE_URL, ENGAGE_TOKEN and so on.
The client must write the ZIP to {out_dir}.
It must exit with 0 when the export is complete, and with another code otherwise.

${describeFlags(flags)}
`;

/** Runs the cases and prints the report. */
export async function run(args: readonly string[]): Promise<number> {
  const end = args.indexOf('--');
  const [word = ''] = args;
  if (end === -1 && word !== '' && !word.startsWith('-'))
    throw new UsageError(`expected -- before the command of the client, got '${word}': test -- ${word} …`);
  const values = await parseFlags(flags, end === -1 ? args : args.slice(0, end));
  const command = end === -1 ? [] : args.slice(end + 1);
  await checkTogether(values);
  const format = choice('format', values.format, formats) ?? 'text';
  const chosen = chosenOf(values);
  const required = await choosing(() => requiredOf(values));
  const listed = await choosing(() => listCases(chosen));
  if (values.list) return list(listed, format);
  try {
    return await test(values, command, { args, chosen, required, cases: listed, format });
  } catch (error) {
    if (error instanceof EvidenceError) throw new UsageError(`--evidence: ${error.message}`);
    throw error;
  }
}

function chosenOf(values: Values): ReturnType<typeof selectionOf> {
  return values.rerun === undefined ? selectionOf(values) : { only: [values.rerun] };
}

/** Rejects flags that exclude each other and flags without their required flag. */
async function checkTogether(values: Values): Promise<void> {
  const needs = (flag: keyof Values, other: keyof Values) => {
    if (values[flag] && !values[other]) throw new UsageError(`--${flag} needs --${other}.`);
  };
  if (values['update-baseline'] && values.baseline === undefined) {
    throw new UsageError('--update-baseline needs --baseline FILE, such as known-failures.yaml.');
  }
  needs('evidence-all', 'evidence');
  if (values.rerun === undefined) return;
  for (const name of [
    'only',
    'skip',
    'level',
    'shard',
    'require',
    'list',
    'repeat',
    'update-baseline',
  ] as const) {
    if (values[name] !== undefined) throw new UsageError(`--rerun runs one case once: remove --${name}.`);
  }
  const found = await choosing(() => listCases({ only: [values.rerun ?? ''] }), 'rerun');
  if (found.length !== 1 || values.rerun.includes('/')) {
    throw new UsageError(`--rerun: expected the id of one case, got '${values.rerun}'.`);
  }
}

function list(cases: ReturnType<typeof listCases>, format: ReportFormatName): ExitCode {
  process.stdout.write(format === 'json' ? `${JSON.stringify(cases, null, 2)}\n` : listText(cases));
  return exitCodes.passed;
}

interface Testing {
  /** The arguments of the command. */
  readonly args: readonly string[];
  readonly chosen: ReturnType<typeof selectionOf>;
  readonly required: ReturnType<typeof requiredOf>;
  /** The selected cases. */
  readonly cases: readonly ListedCase[];
  readonly format: ReportFormatName;
}

async function test(
  values: Values,
  command: readonly string[],
  { args, chosen, required, cases, format }: Testing,
): Promise<number> {
  const client = withEnv(await clientOf(values, command), values.env ?? []);
  if (client.address === 'hosts' && !isInNamespace()) return inNamespace(['test', ...args]);
  const files = (values.report ?? []).map((file) => ({ file, format: formatOfFile(file) }));
  const updated = values['update-baseline'] ? [values.baseline ?? ''] : [];
  await expectOutputs('-o', [...(values.report ?? []), ...updated]);
  const attached = client.mode === 'attached';
  // With an attached client, stdout holds only the commands for its user.
  const screen = attached && !process.stdout.isTTY ? process.stderr : process.stdout;
  const update = values['update-baseline'] === true;
  const isInterrupted = (): boolean => ending.signal.aborted;
  const known = values.baseline && (await baselineUse(values.baseline, update, isInterrupted));
  using ending = endOnSignal();
  const options: ConformanceOptions = {
    client,
    ...chosen,
    parallel: wholeNumber('parallel', values.parallel, 1, 64),
    repeat: wholeNumber('repeat', values.repeat, 1, 1000),
    baseline: known ? known.baseline : undefined,
    require: required,
    words: [...(values.env ?? []).flatMap((name) => ['--env', name]), ...clientWords(values, command)],
    evidence: await evidenceOf(values, command, screen),
    preflight: values['no-preflight'] !== true && values.rerun === undefined,
    onWarning: (text) => void process.stderr.write(`engage-export test: ${text}\n`),
    signal: ending.signal,
  };
  const progress = attached ? noProgress : showCases(process.stderr, cases);
  const report = await choosing(() =>
    runConformance({ ...options, onStart: progress.start, onCase: progress.done }),
  ).finally(progress.finish);
  // The report of an interrupted run is written too; a second signal stops that.
  const writing = ending.signal.aborted ? {} : { signal: ending.signal };
  const written = await Promise.allSettled(
    files.map(({ file, format }) => writeText(file, renderReport(format, report), writing)),
  );
  // The report is printed even if a file cannot be written.
  screen.write(renderReport(format, report, { colour: hasColours(screen) }));
  if (known) for (const change of await known.save()) process.stderr.write(`${values.baseline}: ${change}\n`);
  if (ending.exitCode !== undefined) return ending.exitCode;
  if (options.evidence?.problem !== undefined) throw new OutputError(options.evidence.problem);
  for (const one of written) if (one.status === 'rejected') throw one.reason;
  return exitCodes[report.outcome];
}

/** The client with more variables of the environment of this command. */
function withEnv(client: ClientDescription, names: readonly string[]): ClientDescription {
  const missing = names.find((name) => process.env[name] === undefined);
  if (missing !== undefined)
    throw new UsageError(`--env: expected the name of a variable that is set, got '${missing}'.`);
  return { ...client, passEnv: [...(client.passEnv ?? []), ...names] };
}

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
