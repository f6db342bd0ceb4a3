import { lstat } from 'node:fs/promises';
import { draftClient } from '../conformance/index.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { describeFlags, type Flags, parseFlags } from './flags.ts';
import { writeText } from './output.ts';
import { UsageError } from './usage-error.ts';

const flags = {
  output: { type: 'string', short: 'o', value: 'FILE', help: 'the file to write (client.json)' },
  force: { type: 'boolean', help: 'write it though there is one already' },
} as const satisfies Flags;

/** What `engage-export init --help` says. */
export const help = `Usage: engage-export init [FLAGS] -- CLIENT ARGUMENTS

Writes a first client.json from a command that works, with all of its arguments:
engage-export init -- node my-client.js --url https://www.yammer.com --token abc --since 2024-06-01T00:00:00Z --out ./exports

${describeFlags(flags)}
`;

/** Writes the file and says what it made of each argument. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const end = args.indexOf('--');
  const values = await parseFlags(flags, end === -1 ? args : args.slice(0, end));
  if (end === -1) throw new UsageError('expected a command that works after --, got none.');
  const { client, understood, notes } = draftClient(args.slice(end + 1));
  const file = values.output ?? 'client.json';
  await write(file, `${JSON.stringify(client, null, 2)}\n`, values.force === true);
  const width = Math.min(40, Math.max(...understood.map(([argument]) => argument.length)));
  const lines = [
    `Wrote ${file}:`,
    ...understood.map(([argument, meaning]) => `  ${argument.padEnd(width)}  ${meaning}`),
    ...notes.map((note) => `- ${note}`),
    `Try it: engage-export test --client ${file}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return exitCodes.passed;
}

/** Writes the file. What is there already, a link too, is written anew by `--force` only. */
async function write(file: string, text: string, force: boolean): Promise<void> {
  const isThere = await lstat(file).then(
    (found) => found.isFile() || found.isSymbolicLink(),
    () => false,
  );
  if (isThere && !force)
    throw new UsageError(`${file} is there already: --force writes it anew, -o FILE writes another one.`);
  await writeText(file, text);
}
