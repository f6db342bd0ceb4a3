import { type ChildProcess, fork, type Serializable, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The time for a process to end after it is asked to, milliseconds. */
const END_MS = 5_000;

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function watched(child: ChildProcess): ChildProcess {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** The path of a program in this folder. */
export function program(name: string): string {
  return fileURLToPath(new URL(`programs/${name}`, import.meta.url));
}

/**
 * Starts Node without a loader; stdout is a pipe, stderr is inherited. The process ends no later than this
 * one.
 */
export function startNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  return watched(spawn(process.execPath, args, { stdio: [...stdio], env: { ...process.env, ...env } }));
}

/** Runs Node to its end and resolves with its output. Rejects when it fails. */
export async function outputOf(args: readonly string[]): Promise<string> {
  const child = startNode(args);
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const [code] = await once(child, 'close');
  if (code !== 0)
    throw new Error(`expected ${args.join(' ')} to succeed, but it ended with ${String(code)}.`);
  return text;
}

/** Ends a process, by force when it takes too long, and resolves when it is gone. */
export async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), END_MS);
  await gone;
  clearTimeout(late);
}

/** A program of this folder that does one job after another in a process of its own. */
export class Worker<Job extends Serializable, Done> implements AsyncDisposable {
  readonly #name: string;
  readonly #child: ChildProcess;

  constructor(name: string) {
    this.#name = name;
    this.#child = watched(fork(program(name), { serialization: 'advanced' }));
  }

  /** Sends a job and resolves with its result; rejects when the program fails. */
  async do(job: Job): Promise<Done> {
    const failed = new AbortController();
    const exit = once(this.#child, 'exit', { signal: failed.signal }).then(([code]) => {
      throw new Error(`${this.#name} ended with ${String(code)} during a job. Its message is above.`);
    });
    this.#child.send(job);
    try {
      const [done] = await Promise.race([once(this.#child, 'message', { signal: failed.signal }), exit]);
      return done as Done;
    } finally {
      exit.catch(() => undefined);
      failed.abort();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await end(this.#child, 'SIGKILL');
  }
}
