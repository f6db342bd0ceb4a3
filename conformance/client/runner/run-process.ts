import type { ChildProcess } from 'node:child_process';
import { spawnProgram } from '../../../server/index.ts';
import type { Ended, ProcessObservation } from '../../model/process.ts';
import { immediate, performance, sleep } from '../../util/timers.ts';
import type { ClientRunner, Running } from './client-runner.ts';
import { Printed } from './output-buffer.ts';
import { groupMembers, killGroup, leftInGroup } from './process-group.ts';
import { type FoundProcess, killAll, pidsNow, processesOf } from './process-search.ts';
import { limitRun } from './time-limit.ts';

/** The process to start. */
export interface Command {
  /** The program and its arguments; no shell is used. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly timeLimitMs: number;
  /** The limit for each of stdout and stderr; the rest is dropped. */
  readonly outputLimitBytes: number;
  /**
   * The text in the environment of every process of this run, by which those outside the process group are
   * found.
   */
  readonly marker?: string | undefined;
  /** Ends the run at once, as when the kit itself is ended. */
  readonly signal: AbortSignal;
}

/**
 * The pipes of a process that has ended are closed when they were quiet this many times: a grandchild may
 * hold them open for ever.
 */
const QUIET_LOOKS = 3;
const MOST_LOOKS = 50;
const LOOK_EVERY_MS = 40;

/**
 * Starts a program in its own process group. Every process that it starts ends with it, at the latest at the
 * time limit.
 */
export function startProcess(command: Command): Running {
  const begun = performance.now();
  const before = pidsNow();
  const [program = '', ...args] = command.argv;
  const child = spawnProgram(program, args, {
    cwd: command.cwd,
    env: { ...command.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const kill = (): void => {
    if (child.pid !== undefined) killGroup(child.pid);
  };
  const watched = async (): Promise<ProcessObservation> => {
    const stdout = new Printed(command.outputLimitBytes);
    const stderr = new Printed(command.outputLimitBytes);
    const drained = Promise.all([filled(child.stdout, stdout), filled(child.stderr, stderr)]);
    const ended = await endOf(child, command, kill);
    const left = leftOf(child.pid, command.marker, before);
    kill();
    killAll(left.escaped);
    await drainedOrQuiet(drained, [stdout, stderr]);
    child.stdout?.destroy();
    child.stderr?.destroy();
    return {
      ended,
      stdout: stdout.output,
      stderr: stderr.output,
      ms: performance.now() - begun,
      leftRunning: left.count,
      leftCommands: left.commands,
    };
  };
  return { seen: watched(), group: child.pid, earlier: before, kill };
}

interface Left {
  readonly count: ProcessObservation['leftRunning'];
  readonly commands: readonly string[];
  /** The processes that have left the process group. */
  readonly escaped: readonly FoundProcess[];
}

/** Finds the processes that a run has left, in its process group and outside it. */
function leftOf(leader: number | undefined, marker: string | undefined, before: ReadonlySet<number>): Left {
  const inGroup = leader === undefined ? 0 : leftInGroup(leader);
  const all = marker === undefined ? [] : processesOf(marker, before);
  const members = new Set(
    inGroup !== 'uncounted' && inGroup > 0 && leader !== undefined ? groupMembers(leader) : [],
  );
  const escaped = all.filter(({ pid }) => !members.has(pid) && pid !== leader);
  const count = inGroup === 'uncounted' ? inGroup : inGroup + escaped.length;
  return { count, commands: all.map(({ command }) => command), escaped };
}

function endOf(child: ChildProcess, command: Command, kill: () => void): Promise<Ended> {
  return new Promise((resolve) => {
    let timedOut: Ended | undefined;
    const timeOver = (ended: Ended): void => {
      timedOut = ended;
      kill();
    };
    const lift = limitRun(command, { timeOver, interrupted: kill });
    const settle = (ended: Ended): void => {
      lift();
      resolve(ended);
    };
    child.once('error', (error) => settle({ kind: 'not-started', reason: error.message }));
    child.once('exit', (code, killedBy) => {
      if (timedOut !== undefined) settle(timedOut);
      else if (code === null) settle({ kind: 'killed', signal: String(killedBy) });
      else settle({ kind: 'exited', code });
    });
  });
}

/** Resolves when a pipe has ended. */
function filled(stream: NodeJS.ReadableStream | null, printed: Printed): Promise<void> {
  return new Promise((resolve) => {
    if (stream === null) return resolve();
    stream.on('data', (part: Buffer) => printed.add(part));
    stream.on('end', resolve).on('error', () => resolve());
  });
}

/**
 * Waits until pipes have ended, or are quiet. A kit that is busy has to get round to reading them before they
 * count as quiet.
 */
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

/**
 * A process for every run, in the folder where the kit was started, so that a command means what it means at
 * a prompt.
 */
export function processRunner(): ClientRunner {
  return {
    processes: true,
    start: ({ call, prefix = [], env, timeLimitMs, outputLimitBytes, signal, marker }) =>
      startProcess({
        argv: [...prefix, ...call.argv],
        env,
        cwd: process.cwd(),
        timeLimitMs,
        outputLimitBytes,
        signal,
        marker,
      }),
    [Symbol.asyncDispose]: async () => {},
  };
}
