import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import { program } from './program.ts';

const [NODE, ...MAIN] = program('cli/main');

/** A running command. */
export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** The output so far. */
  readonly printed: { stdout: string; stderr: string };
  /** Resolves when stdout matches the pattern. Rejects when the command ends first. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves to the exit code when the command has ended and its pipes are closed. */
  readonly ended: Promise<number | null>;
}

/** Starts a command. It is killed at the end of the test at the latest. */
export function start(
  t: Test,
  args: readonly string[],
  cwd = process.cwd(),
  env: NodeJS.ProcessEnv = process.env,
): Running {
  const child = spawn(NODE, [...MAIN, ...args], { cwd, env });
  t.teardown(() => child.kill('SIGKILL'));
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (part: Buffer) => {
    printed.stdout += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    printed.stderr += part.toString();
  });
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? null);
  return { child, printed, ended, says: (pattern) => said(child, printed, pattern) };
}

async function said(
  child: ChildProcessWithoutNullStreams,
  printed: { readonly stdout: string; readonly stderr: string },
  pattern: RegExp,
): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = pattern.exec(printed.stdout);
      if (found !== null) resolve(found);
    };
    child.stdout.on('data', look);
    child.on('close', () => {
      look();
      reject(new Error(`expected ${pattern} on stdout, got ${JSON.stringify(printed)}`));
    });
    look();
  });
}

/** Runs a command to its end. */
export async function run(
  t: Test,
  args: readonly string[],
  cwd?: string,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { ended, printed } = start(t, args, cwd);
  const code = await ended;
  return { code, ...printed };
}

/** Creates a temporary folder that is removed at the end of the test. */
export async function folder(t: Test): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'engage-export-'));
  t.teardown(() => rm(path, { recursive: true, force: true }));
  return path;
}
