import { type ChildProcess, spawn } from 'node:child_process';
import { setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises';
import type { Ended, ProcessSeen, Running } from './caller.ts';
import { Printed } from './printed.ts';
import { killGroup, leftInGroup } from './process-group.ts';

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

/** When a process has ended, and so often nothing more has come from its pipes, they are closed: a grandchild may hold them open for ever. */
const QUIET_LOOKS = 3;
const MOST_LOOKS = 50;
const LOOK_EVERY_MS = 40;

/** Starts a program in a process group of its own: whatever it starts ends with it, at the latest when its time is over. */
export function startProcess(command: Command): Running {
  const begun = performance.now();
  const [program = '', ...args] = command.argv;
  const child = spawn(program, args, {
    cwd: command.cwd,
    env: { ...command.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const kill = (): void => {
    if (child.pid !== undefined) killGroup(child.pid);
  };
  const watched = async (): Promise<ProcessSeen> => {
    const stdout = new Printed(command.outputLimitBytes);
    const stderr = new Printed(command.outputLimitBytes);
    const drained = Promise.all([filled(child.stdout, stdout), filled(child.stderr, stderr)]);
    const ended = await endOf(child, command, kill);
    const leftRunning = child.pid === undefined ? 0 : leftInGroup(child.pid);
    kill();
    await drainedOrQuiet(drained, [stdout, stderr]);
    child.stdout?.destroy();
    child.stderr?.destroy();
    return {
      ended,
      stdout: stdout.output,
      stderr: stderr.output,
      ms: performance.now() - begun,
      leftRunning,
    };
  };
  return { seen: watched(), group: child.pid, kill };
}

function endOf(child: ChildProcess, { timeLimitMs, signal }: Command, kill: () => void): Promise<Ended> {
  return new Promise((resolve) => {
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

/** Resolves when a pipe has brought everything. */
function filled(stream: NodeJS.ReadableStream | null, printed: Printed): Promise<void> {
  return new Promise((resolve) => {
    if (stream === null) return resolve();
    stream.on('data', (part: Buffer) => printed.add(part));
    stream.on('end', resolve).on('error', () => resolve());
  });
}

/** Waits until pipes have ended, or are quiet. A kit that is busy has to get round to reading them before they count as quiet. */
async function drainedOrQuiet(drained: Promise<unknown>, printed: readonly Printed[]): Promise<void> {
  const ended = drained.then(() => true);
  const bytesSoFar = () => printed.reduce((sum, { bytes }) => sum + bytes, 0);
  for (let quiet = 0, looks = 0; quiet < QUIET_LOOKS && looks < MOST_LOOKS; looks++) {
    const before = bytesSoFar();
    if (await Promise.race([ended, sleep(LOOK_EVERY_MS, false)])) return;
    await immediate();
    quiet = bytesSoFar() === before ? quiet + 1 : 0;
  }
}
