import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { User } from './users.ts';

/** A command, its user and its folder. */
export interface Command {
  readonly user: User;
  /** The package folder from `installedFor`. */
  readonly installed: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The folder for temporary files. */
  readonly tmp: string;
  /** The destination of stdout: an open file; by default the output is returned. */
  readonly stdout?: number;
  readonly stderr?: number;
  readonly stdin?: number;
  /** The time limit of the command, milliseconds. */
  readonly withinMs?: number;
  /** The soft limit of open files. */
  readonly openFiles?: number | undefined;
  /** Called when the command has started. */
  readonly started?: (child: ChildProcess) => void;
}

/** The result of a command. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly late: boolean;
  /** The peak memory of the command, megabytes; 0 where it cannot be measured. */
  readonly peakMb: number;
}

/**
 * The time limit of a command, milliseconds. It finds what never ends; the longest needs 50 s beside others.
 */
const WITHIN_MS = 240_000;
const PRINTED_LIMIT = 4_000_000;
const LOOK_EVERY_MS = 50;

/** Runs a command to its end, or to its time limit. */
export async function runCommand(command: Command): Promise<Ended> {
  const { user, installed, args, cwd, tmp, withinMs = WITHIN_MS, openFiles } = command;
  const program = [process.execPath, join(installed, 'dist/cli/main.js'), ...args];
  const argv = openFiles === undefined ? program : ['prlimit', `--nofile=${openFiles}`, '--', ...program];
  const [file = '', ...rest] = argv;
  const child = spawn(file, rest, {
    cwd,
    env: { PATH: process.env.PATH, TMPDIR: tmp, HOME: cwd },
    stdio: [command.stdin ?? 'ignore', command.stdout ?? 'pipe', command.stderr ?? 'pipe'],
    ...(user.uid !== undefined && { uid: user.uid, gid: user.gid }),
  });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.on('data', (part: Buffer) => {
      if (printed[name].length < PRINTED_LIMIT) printed[name] += part.toString('latin1');
    });
  let peakMb = 0;
  let late = false;
  const looking = setInterval(() => {
    peakMb = Math.max(peakMb, peakOf(child.pid));
  }, LOOK_EVERY_MS);
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, withinMs);
  command.started?.(child);
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (...end) => setTimeout(() => resolve(end), 20));
  });
  clearTimeout(timer);
  clearInterval(looking);
  child.stdout?.destroy();
  child.stderr?.destroy();
  return { code, signal, ...printed, late, peakMb };
}

function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

const STACK = /\n\s+at .*[(:]\d+:\d+\)?/;

/** Returns violations of the rules that hold for every command and every input. */
export function misconduct(
  { code, signal, stderr, stdout, late }: Ended,
  allowed: readonly number[],
): string[] {
  return [
    ...(late ? ['did not end in time'] : []),
    ...(!late && (code === null || !allowed.includes(code))
      ? [`ended with ${code ?? signal}: ${tail(stderr)}`]
      : []),
    ...(STACK.test(stderr) || STACK.test(stdout) ? [`printed a stack trace: ${tail(stderr)}`] : []),
  ];
}

function tail(text: string): string {
  return JSON.stringify(text.trim().slice(-300));
}
