#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { commands } from './commands.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { OutputError } from './output-error.ts';
import { flushStdout, guardStandardStreams } from './standard-streams.ts';

/**
 * The names of errors that the user can fix on the command line or in a configuration file: a wrong flag,
 * flags that contradict each other, an unknown assumption.
 */
const usageErrors: ReadonlySet<string> = new Set([
  'UsageError',
  'SessionOptionsError',
  'AssumptionsError',
  'ClientDescriptionError',
  'SandboxError',
  'ControlOptionError',
  'ConfigError',
  'AuthorityError',
]);

/** The time that a reader of stdout has after a signal, milliseconds. */
const FLUSH_MS = 2000;

guardStandardStreams();
process.exitCode = await main(process.argv.slice(2));

/**
 * Runs a command. A reader of stdout may close the pipe: `check … | head` still returns its exit code, and a
 * server continues to serve.
 */
async function main([name = '--help', ...args]: readonly string[]): Promise<number> {
  try {
    const code = await commandOf(name, args);
    if (code === exitCodes.interrupted || code === exitCodes.terminated) exitSoon(code);
    await flushStdout();
    return code;
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    if (!error.quiet) process.stderr.write(`engage-export ${name}: ${error.message}\n`);
    return exitCodes.broken;
  }
}

/** Ends the process after a signal when nobody reads the remaining output in time. */
function exitSoon(code: number): void {
  setTimeout(() => process.exit(code), FLUSH_MS).unref();
}

async function commandOf(name: string, args: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') return print(await overview());
  if (name === '--version' || name === '-v') return print(`${await version()}\n`);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) return complain('engage-export', await unknownCommand(name));
  try {
    const { help, run } = await command.load();
    const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
    return own.includes('--help') || own.includes('-h') ? print(help) : await run(args);
  } catch (error) {
    const program = `engage-export ${name}`;
    if (error instanceof OutputError) throw error;
    if (isUsage(error)) return complain(program, `${error.message} See ${program} --help.`);
    process.stderr.write(`${program}: ${error instanceof Error ? error.stack : String(error)}\n`);
    return exitCodes.broken;
  }
}

function isUsage(error: unknown): error is Error {
  return error instanceof Error && usageErrors.has(error.name);
}

function print(text: string): ExitCode {
  process.stdout.write(text);
  return exitCodes.passed;
}

function complain(program: string, message: string): ExitCode {
  process.stderr.write(`${program}: ${message}\n`);
  return exitCodes.usage;
}

async function overview(): Promise<string> {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { purpose }]) => `  ${name.padEnd(width)}  ${purpose}`);
  return `engage-export ${await version()}: a local mock of the Viva Engage Data Export API,
and a conformance suite for its clients

Usage: engage-export COMMAND [FLAGS]

${lines.join('\n')}

engage-export COMMAND --help  describe a command and its flags
engage-export --version       print the version

Exit codes: ${Object.entries(exitCodes)
    .map(([meaning, code]) => `${code} ${meaning}`)
    .join(', ')}.
`;
}

async function version(): Promise<string> {
  const file = fileURLToPath(import.meta.resolve('engage-export-kit/package.json'));
  const content: unknown = JSON.parse(await readFile(file, 'utf8'));
  return typeof content === 'object' && content !== null && 'version' in content
    ? String(content.version)
    : '';
}

async function unknownCommand(name: string): Promise<string> {
  const { nearest } = await import('../schemas/text.ts');
  const near = nearest(name, Object.keys(commands));
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return `unknown command '${name}'.${hint} Expected one of ${Object.keys(commands).join(', ')}.`;
}
