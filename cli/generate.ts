import { type OpenedExport, openExport } from '../server/index.ts';
import { prepareEngine } from './engine.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { describeFlags, type Flags, type FlagValues, parseFlags } from './flags.ts';
import { expectOutputs, writeOutput } from './output.ts';
import { showProgress } from './progress.ts';
import { endOnSignal } from './signals.ts';
import { UsageError } from './usage-error.ts';
import { workersFlag, workersOf, worldFlags, worldOptionsOf } from './world-flags.ts';

/** The flags of the command. */
export const flags = {
  output: { type: 'string', short: 'o', value: 'FILE', help: 'output file; - for stdout (required)' },
  since: {
    type: 'string',
    value: 'DATE',
    help: 'start of the window, inclusive (required without --user-id)',
  },
  until: { type: 'string', value: 'DATE', help: 'end of the window, inclusive (now)' },
  model: { type: 'string', multiple: true, value: 'NAME', help: 'model to export; may be repeated (all)' },
  include: {
    type: 'string',
    value: 'WHAT',
    words: ['csv', 'all'],
    help: 'csv: CSV files only; all: CSV files and attachments (all)',
  },
  network: {
    type: 'string',
    multiple: true,
    value: 'NAME',
    help: 'network to export, by id or permalink; may be repeated (home network)',
  },
  'include-ens': { type: 'boolean', help: 'include every external network' },
  'user-id': { type: 'string', value: 'ID', help: 'export one user instead of a network' },
  'exclude-files': { type: 'boolean', help: "leave out the user's attachments; needs --user-id" },
  ...worldFlags,
  ...workersFlag,
} as const satisfies Flags;

type Values = FlagValues<typeof flags>;

/** The text of `engage-export generate --help`. */
export const help = `Usage: engage-export generate -o FILE --since DATE [FLAGS]
       engage-export generate -o FILE --user-id ID [FLAGS]

Writes an export ZIP to a file without a server. The ZIP is the one that serve sends with the same flags.
With --now, every run writes the same bytes.
A run that fails or is interrupted does not create FILE and does not change an existing FILE.

${describeFlags(flags)}
`;

/** Flags that are parameters of the network export only, and of the user export only. */
const networkOnly = ['since', 'until', 'include', 'network', 'include-ens'] as const;
const userOnly = ['exclude-files'] as const;

/** Writes one export to a file. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const values = await parseFlags(flags, args);
  if (values.output === undefined)
    throw new UsageError('expected -o FILE, got none: add -o with the path of the ZIP to write.');
  prepareEngine();
  using ending = endOnSignal();
  await expectOutputs('-o', [values.output]);
  try {
    const opened = await openExport(
      { ...(await worldOptionsOf(values)), workers: await workersOf(values), onError: undefined },
      { query: queryOf(values), userId: values['user-id'], signal: ending.signal },
    );
    if (opened.refused) return complain(opened);
    const { body, finish } = showProgress(opened, process.stderr);
    try {
      await writeOutput(values.output, body, { signal: ending.signal });
    } finally {
      finish();
    }
    return exitCodes.passed;
  } catch (error) {
    if (ending.exitCode !== undefined) return ending.exitCode;
    throw error;
  }
}

function complain({ status, body, hint }: Extract<OpenedExport, { refused: true }>): ExitCode {
  const answer = body === '' ? `the server would respond with status ${status}` : body;
  process.stderr.write(`engage-export generate: ${answer}\n${hint}\n`);
  return exitCodes.usage;
}

/** Builds the query string from the flags. */
function queryOf(values: Values): string {
  const wrong = (values['user-id'] === undefined ? userOnly : networkOnly).find(
    (name) => values[name] !== undefined,
  );
  if (wrong !== undefined) {
    const [kind, advice] =
      values['user-id'] === undefined ? ['user', 'add --user-id'] : ['network', 'remove --user-id'];
    throw new UsageError(`--${wrong} is a flag of the ${kind} export: remove it, or ${advice}.`);
  }
  const query = new URLSearchParams();
  for (const name of ['since', 'until', 'include'] as const) append(query, name, values[name]);
  for (const model of values.model ?? []) append(query, 'model', model);
  for (const network of values.network ?? []) append(query, 'network', network);
  if (values['include-ens']) query.append('include_ens', 'true');
  if (values['exclude-files']) query.append('exclude_files', 'true');
  return query.toString();
}

function append(query: URLSearchParams, name: string, value: string | undefined): void {
  if (value !== undefined) query.append(name, value);
}
