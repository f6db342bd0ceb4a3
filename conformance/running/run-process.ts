import { type ChildProcess, spawn } from 'node:child_process';
import { killGroup, membersOfGroup } from './process-group.ts';

/** What is started. */
export interface Command {
  /** Program and arguments; no shell takes part. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly timeLimitMs: number;
  /** Of each of stdout and stderr; what comes after it is dropped. */
  readonly outputLimitBytes: number;
  /** Ends the run at once, as when the kit itself is ended. */
  readonly signal: AbortSignal;
}

/** How a run ended. */
export type Ended =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'timed-out'; readonly afterMs: number }
  | { readonly kind: 'not-started'; readonly reason: string };

/** What was seen of a process. */
export interface ProcessSeen {
  readonly ended: Ended;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly ms: number;
  /** Processes of its group that were still there when it had ended, and were killed. */
  readonly leftRunning: number;
}

/** What was printed. */
export interface Output {
  /** UTF-8; what is none becomes U+FFFD. */
  readonly text: string;
  /** All that was printed, what was dropped included. */
  readonly bytes: number;
}

/** After a process has ended, what it printed is given so long to arrive, milliseconds; a grandchild may hold the pipes open for ever. */
const DRAIN_MS = 100;

/** Runs a program to its end, or to the end of its time, in a process group of its own: whatever it started ends with it. Never rejects. */
export async function runProcess(command: Command): Promise<ProcessSeen> {
  const begun = performance.now();
  const [program = '', ...args] = command.argv;
  const child = spawn(program, args, {
    cwd: command.cwd,
    env: { ...command.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const stdout = new Collector(child.stdout, command.outputLimitBytes);
  const stderr = new Collector(child.stderr, command.outputLimitBytes);
  const ended = await endOf(child, command);
  const leftRunning = child.pid === undefined ? 0 : await membersOfGroup(child.pid);
  if (child.pid !== undefined) killGroup(child.pid);
  await Promise.race([Promise.all([stdout.done, stderr.done]), pause(DRAIN_MS)]);
  child.stdout?.destroy();
  child.stderr?.destroy();
  return { ended, stdout: stdout.output, stderr: stderr.output, ms: performance.now() - begun, leftRunning };
}

function endOf(child: ChildProcess, { timeLimitMs, signal }: Command): Promise<Ended> {
  return new Promise((resolve) => {
    const kill = (): void => {
      if (child.pid !== undefined) killGroup(child.pid);
    };
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      kill();
    }, timeLimitMs);
    const settle = (ended: Ended): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', kill);
      resolve(ended);
    };
    signal.addEventListener('abort', kill);
    if (signal.aborted) kill();
    child.once('error', (error) => settle({ kind: 'not-started', reason: error.message }));
    child.once('exit', (code, killedBy) => {
      if (late) settle({ kind: 'timed-out', afterMs: timeLimitMs });
      else if (code === null) settle({ kind: 'killed', signal: String(killedBy) });
      else settle({ kind: 'exited', code });
    });
  });
}

/** Takes what a pipe brings, and keeps its beginning. */
class Collector {
  readonly done: Promise<void>;
  readonly #parts: Buffer[] = [];
  #kept = 0;
  #bytes = 0;

  constructor(stream: NodeJS.ReadableStream | null, limit: number) {
    this.done = new Promise((resolve) => {
      if (stream === null) return resolve();
      stream.on('data', (part: Buffer) => {
        this.#bytes += part.length;
        const room = limit - this.#kept;
        if (room <= 0) return;
        this.#parts.push(part.subarray(0, room));
        this.#kept += Math.min(room, part.length);
      });
      stream.on('end', resolve).on('error', () => resolve());
    });
  }

  get output(): Output {
    return { text: Buffer.concat(this.#parts).toString('utf8'), bytes: this.#bytes };
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
