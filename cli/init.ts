import { lstat } from 'node:fs/promises';
import { type Draft, draftClient, literalAddressIn, padded, widthOf } from '../conformance/index.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { describeFlags, type Flags, parseFlags } from './flags.ts';
import { writeText } from './output.ts';
import { UsageError } from './usage-error.ts';

/** The flags of the command. */
export const flags = {
  output: { type: 'string', short: 'o', value: 'FILE', help: 'file to write (client.json)' },
  force: { type: 'boolean', help: 'overwrite an existing file' },
} as const satisfies Flags;

/** The text of `engage-export init --help`. */
export const help = `Usage: engage-export init [FLAGS] -- CLIENT ARGUMENTS

Writes a client.json from a command that runs your client. Pass the complete command, with all arguments.

Example:
  engage-export init -- node my-client.js --url https://www.yammer.com --token abc \\
    --since 2024-06-01T00:00:00Z --out ./exports

${describeFlags(flags)}
`;

/** Writes the file and prints the meaning of each argument. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const end = args.indexOf('--');
  const values = await parseFlags(flags, end === -1 ? args : args.slice(0, end));
  if (end === -1) throw new UsageError('expected -- and the command of your client, got none.');
  const { client, understood, notes } = await draftOf(args.slice(end + 1));
  const file = values.output ?? 'client.json';
  await write(file, `${JSON.stringify(client, null, 2)}\n`, values.force === true);
  const width = Math.min(40, Math.max(...understood.map(([argument]) => widthOf(argument))));
  const lines = [
    `Wrote ${file}:`,
    ...understood.map(([argument, meaning]) => `  ${padded(argument, width)}  ${meaning}`),
    ...notes.map((note) => `- ${note}`),
    `To test the client: engage-export test --client ${file}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return exitCodes.passed;
}

/** Drafts the description; the files of the command may hold the address of the service. */
async function draftOf(argv: readonly string[]): Promise<Draft> {
  return draftClient(argv, await literalAddressIn(argv));
}

/** Writes the file. An existing file or link is overwritten only with `--force`. */
async function write(file: string, text: string, force: boolean): Promise<void> {
  const isThere = await lstat(file).then(
    (found) => found.isFile() || found.isSymbolicLink(),
    () => false,
  );
  if (isThere && !force)
    throw new UsageError(
      `${file} already exists: use --force to overwrite it, or -o FILE to write another file.`,
    );
  await writeText(file, text);
}
