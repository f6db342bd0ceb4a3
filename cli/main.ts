#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { OutputError } from './output-error.ts';
import { flushStdout, guardStandardStreams } from './standard-streams.ts';

interface Command {
  /** What `--help` says. */
  readonly help: string;
  run(args: readonly string[]): Promise<ExitCode>;
}

/** Every command, and what it is for; its code is loaded when it is called. */
const commands: Readonly<Record<string, { readonly purpose: string; load(): Promise<Command> }>> = {
  serve: { purpose: 'serve exports on this machine', load: () => import('./serve.ts') },
  scenarios: { purpose: 'list the ways to fail, or explain one', load: () => import('./scenarios.ts') },
  generate: { purpose: 'write an export to a file, without a server', load: () => import('./generate.ts') },
  init: {
    purpose: 'write a first client.json from a command that works',
    load: () => import('./init.ts'),
  },
  test: { purpose: 'take a client through everything that it meets', load: () => import('./test.ts') },
  report: {
    purpose: 'show a report once more, merge the reports of shards',
    load: () => import('./report.ts'),
  },
  explain: { purpose: 'say what a check demands and why', load: () => import('./explain.ts') },
  check: { purpose: 'hold an export against what exports are', load: () => import('./check.ts') },
};

/** What the errors are called that a person mends at the command line: a flag that is wrong in itself, flags that together make no world, a switch that does not exist, a configuration file. */
const usageErrors: ReadonlySet<string> = new Set([
  'UsageError',
  'SessionOptionsError',
  'AssumptionsError',
  'ClientDescriptionError',
  'SandboxError',
  'ControlOptionError',
  'ConfigError',
]);

/** Time for a reader of stdout after a signal, milliseconds. */
const LAST_WORDS_MS = 2000;

guardStandardStreams();
process.exitCode = await main(process.argv.slice(2));

/** Runs a command. Whoever reads along may leave: `check … | head` still has its exit code, and a server goes on serving. */
async function main([name = '--help', ...args]: readonly string[]): Promise<ExitCode> {
  try {
    const code = await commandOf(name, args);
    if (code === exitCodes.interrupted || code === exitCodes.terminated) leaveSoon(code);
    await flushStdout();
    return code;
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    if (!error.quiet) process.stderr.write(`engage-export ${name}: ${error.message}\n`);
    return exitCodes.broken;
  }
}

/** Ends the process when a signal came and what is still to be printed finds no reader in time. */
function leaveSoon(code: ExitCode): void {
  setTimeout(() => process.exit(code), LAST_WORDS_MS).unref();
}

async function commandOf(name: string, args: readonly string[]): Promise<ExitCode> {
  if (name === '--help' || name === '-h' || name === 'help') return print(await overview());
  if (name === '--version' || name === '-v') return print(`${await version()}\n`);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) return complain('engage-export', await unknownCommand(name));
  try {
    const { help, run } = await command.load();
    return args.includes('--help') || args.includes('-h') ? print(help) : await run(args);
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
  const lines = Object.entries(commands).map(([name, { purpose }]) => `  ${name.padEnd(11)}${purpose}`);
  return `engage-export ${await version()}: a local mock of the Viva Engage Data Export API

Usage: engage-export COMMAND [FLAGS]

${lines.join('\n')}

engage-export COMMAND --help says which flags it takes; engage-export --version, which version this is.
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
  const { nearest } = await import('../schemas/index.ts');
  const near = nearest(name, Object.keys(commands));
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return `unknown command '${name}'.${hint} Expected one of ${Object.keys(commands).join(', ')}.`;
}
