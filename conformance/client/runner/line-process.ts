import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawnProgram } from '../../../server/index.ts';
import type { Outcome } from '../../model/client-description.ts';
import type { Ended, ProcessObservation } from '../../model/process.ts';
import { clearTimeout, performance, setTimeout } from '../../util/timers.ts';
import type { ClientRun } from './client-runner.ts';
import { requestLine, shortened, understand } from './line-messages.ts';
import { LineSplitter } from './line-splitter.ts';
import { Printed } from './output-buffer.ts';
import { killGroup } from './process-group.ts';
import { limitRun } from './time-limit.ts';

/** The maximum length of a response line, bytes. */
const LINE_LIMIT = 1024 * 1024;
/** The time for the rest of an answer, stderr or a second answer, to arrive, milliseconds. */
const SETTLE_MS = 15;
/**
 * The time for the output of an ended process to arrive, milliseconds. The wait is limited because a
 * grandchild may hold the pipes open for ever.
 */
const DRAIN_MS = 1000;
/** The time for a process to end by itself after its last run, milliseconds. */
const CLOSE_MS = 300;

/** The process to start. */
export interface LineCommand {
  /** The program and its arguments; no shell is used. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** A run that a process has been asked for. */
interface Turn {
  readonly id: number;
  readonly stdout: Printed;
  readonly stderr: Printed;
  answered: Outcome | undefined;
  end(ended: Ended): void;
}

/** A long-lived process that makes one run at a time. It leads its own process group. */
export class LineProcess {
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcessWithoutNullStreams;
  #asked = 0;
  #turn: Turn | undefined;
  #usable = true;

  constructor({ argv: [program = '', ...args], env, cwd }: LineCommand) {
    const child = spawnProgram(program, args, {
      cwd,
      env: { ...env },
      stdio: 'pipe',
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.#child = child;
    const lines = new LineSplitter(LINE_LIMIT, {
      line: (line) => this.#hear(line),
      tooLong: () => this.#breakOff(`wrote a line of more than ${LINE_LIMIT} bytes to stdout`),
    });
    child.stdout.on('data', (part: Buffer) => lines.take(part)).on('end', () => lines.end());
    child.stderr.on('data', (part: Buffer) => this.#turn?.stderr.add(part));
    // One that does not read, or is gone, is seen by its end or by its silence.
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => {});
    this.ended = new Promise((resolve) => {
      const over = (ended: Ended): void => {
        this.#finish(ended);
        resolve();
      };
      child.once('error', (error) => over({ kind: 'not-started', reason: error.message }));
      child.once('exit', (code, signal) => {
        const how = code === null ? `was ended by ${signal}` : `ended with exit code ${code}`;
        const gone = (): void => {
          const outcome = this.#turn?.answered;
          if (outcome !== undefined) over({ kind: 'returned', outcome });
          else over({ kind: 'unanswered', why: `${how} before it answered` });
        };
        child.once('close', gone);
        setTimeout(gone, DRAIN_MS);
        this.#usable = false;
        this.#killAll();
      });
    });
  }

  /** Its process group; undefined when it could not be started. */
  get group(): number | undefined {
    return this.#child.pid;
  }

  /** True if it can be asked for one more run. */
  get usable(): boolean {
    return this.#usable;
  }

  /** Requests a run. Ends the process and everything it started if the response is invalid. */
  async ask(run: ClientRun): Promise<ProcessObservation> {
    const begun = performance.now();
    const stdout = new Printed(run.outputLimitBytes);
    const stderr = new Printed(run.outputLimitBytes);
    const kill = (): void => this.kill();
    const timeOver = (ended: Ended): void => this.#finish(ended);
    this.#asked++;
    const end = new Promise<Ended>((resolve) => {
      this.#turn = { id: this.#asked, stdout, stderr, answered: undefined, end: resolve };
    });
    if (!run.signal.aborted) this.#child.stdin.write(requestLine(this.#asked, run));
    const lift = limitRun(run, { timeOver, interrupted: kill });
    const ended = await end;
    lift();
    const ms = performance.now() - begun;
    return { ended, stdout: stdout.output, stderr: stderr.output, ms, leftRunning: undefined };
  }

  /** Ends it at once, with everything that it started. */
  kill(): void {
    this.#finish({ kind: 'killed', signal: 'SIGKILL' });
    this.#stop();
  }

  /** Closes the input of the process, and ends what has not ended after that. */
  async close(): Promise<void> {
    this.#usable = false;
    this.#child.stdin.end();
    const timer = setTimeout(() => this.kill(), CLOSE_MS);
    await this.ended;
    clearTimeout(timer);
  }

  #hear(line: string): void {
    const turn = this.#turn;
    const said = understand(line, turn?.id);
    if (said.kind === 'print') turn?.stdout.add(`${line}\n`);
    else if (turn === undefined || turn.answered !== undefined)
      this.#breakOff(`answered once more than it was asked: ${shortened(line)}`);
    else if (said.kind === 'mistake') this.#breakOff(said.why);
    else {
      turn.answered = said.outcome;
      if (said.message !== '') turn.stdout.add(`${said.message}\n`);
      setTimeout(() => {
        if (this.#turn === turn) this.#finish({ kind: 'returned', outcome: said.outcome });
      }, SETTLE_MS);
    }
  }

  #breakOff(why: string): void {
    this.#finish({ kind: 'unanswered', why });
    this.#stop();
  }

  /** Ends the turn that is under way, if there is one. */
  #finish(ended: Ended): void {
    const turn = this.#turn;
    if (turn === undefined) return;
    this.#turn = undefined;
    if (ended.kind !== 'returned') this.#stop();
    turn.end(ended);
  }

  #stop(): void {
    this.#usable = false;
    this.#killAll();
    for (const stream of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) stream.destroy();
  }

  #killAll(): void {
    if (this.#child.pid !== undefined) killGroup(this.#child.pid);
  }
}
