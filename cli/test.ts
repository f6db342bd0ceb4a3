import { readFile, writeFile } from 'node:fs/promises';
import {
  type ClientDescription,
  clientOfCommand,
  readClient,
  reportText,
  runConformance,
} from '../conformance/index.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { describeFlags, type Flags, parseFlags, wholeNumber } from './flags.ts';
import { onEndSignal } from './signals.ts';
import { UsageError } from './usage-error.ts';

const flags = {
  client: { type: 'string', value: 'FILE', help: 'a client.json, instead of a command' },
  only: {
    type: 'string',
    multiple: true,
    value: 'PATTERN',
    help: 'the id or the area of cases, may be repeated',
  },
  parallel: { type: 'string', value: 'N', help: 'cases at the same time (8)' },
  report: { type: 'string', short: 'o', value: 'FILE', help: 'write the report as JSON' },
} as const satisfies Flags;

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
  const client = await clientOf(values.client, end === -1 ? [] : args.slice(end + 1));
  const parallel = wholeNumber('parallel', values.parallel, 1, 64);
  const ending = new AbortController();
  onEndSignal(() => ending.abort());
  try {
    const report = await runConformance({ client, parallel, only: values.only, signal: ending.signal });
    if (values.report !== undefined) await writeFile(values.report, `${JSON.stringify(report, null, 2)}\n`);
    process.stdout.write(reportText(report));
    return exitCodes[report.outcome];
  } catch (error) {
    if (ending.signal.aborted) return exitCodes.interrupted;
    if (error instanceof RangeError) throw new UsageError(`--only: ${error.message}`);
    throw error;
  }
}

async function clientOf(file: string | undefined, command: readonly string[]): Promise<ClientDescription> {
  if (file === undefined) {
    if (command.length > 0) return clientOfCommand(command);
    throw new UsageError('expected a client: a command after --, or --client FILE.');
  }
  if (command.length > 0) throw new UsageError('expected --client FILE or a command after --, got both.');
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new UsageError(`--client: ${error.message}.`);
  });
  try {
    return readClient(JSON.parse(text));
  } catch (error) {
    throw new UsageError(`--client ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
