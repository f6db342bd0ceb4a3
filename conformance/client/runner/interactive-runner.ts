import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Ended, ProcessObservation } from '../../model/process.ts';
import { performance } from '../../util/timers.ts';
import { type ClientRun, type ClientRunner, RunnerGoneError } from './client-runner.ts';
import { spokenOutcome, toDo, whatIsExpected } from './interactive-prompts.ts';
import { requestLine, understand } from './line-messages.ts';
import { Printed } from './output-buffer.ts';
import { limitRun } from './time-limit.ts';

/** The streams to the person or program that runs the client. */
export interface Attachment {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean };
}

/**
 * Runs clients that cannot be started by a command: prints the request of each run and waits for a line with
 * its outcome. Uses words if both streams are a terminal, else JSON lines as in the mode `json-lines`. After
 * the end of the input or `quit`, every run rejects with a `RunnerGoneError`.
 */
export function interactiveRunner(attachment: Attachment): ClientRunner {
  const counter = new Counter(attachment);
  let last: Promise<unknown> = Promise.resolve();
  return {
    processes: false,
    start(run) {
      const killing = new AbortController();
      const before = last;
      const seen = (async () => {
        await before.catch(() => undefined);
        return counter.serve(run, AbortSignal.any([killing.signal, run.signal]));
      })();
      last = seen;
      return { seen, group: undefined, kill: () => killing.abort() };
    },
    [Symbol.asyncDispose]: async () => counter.close(),
  };
}

/** Asks for runs, one at a time. */
class Counter {
  readonly #attachment: Attachment;
  readonly #inWords: boolean;
  #lines: Interface | undefined;
  #asked = 0;
  #gone: RunnerGoneError | undefined;
  #hear: (line: string) => void = () => {};
  #leave: (why: RunnerGoneError) => void = () => {};

  constructor(attachment: Attachment) {
    this.#attachment = attachment;
    this.#inWords = attachment.input.isTTY === true && attachment.output.isTTY === true;
  }

  async serve(run: ClientRun, signal: AbortSignal): Promise<ProcessObservation> {
    if (this.#gone !== undefined) throw this.#gone;
    this.#listen();
    const id = ++this.#asked;
    const begun = performance.now();
    this.#attachment.output.write(this.#inWords ? toDo(id, run) : requestLine(id, run));
    const { ended, message } = await this.#answer(id, run.timeLimitMs, signal);
    if (this.#inWords && ended.kind === 'timed-out') this.#say('The time limit of this run is reached.');
    const stdout = new Printed(run.outputLimitBytes);
    stdout.add(message);
    return {
      ended,
      stdout: stdout.output,
      stderr: { text: '', bytes: 0 },
      ms: performance.now() - begun,
      leftRunning: undefined,
    };
  }

  close(): void {
    this.#lines?.close();
    this.#attachment.input.pause();
  }

  #answer(id: number, timeLimitMs: number, signal: AbortSignal): Promise<{ ended: Ended; message: string }> {
    return new Promise((resolve, reject) => {
      const end = (ended: Ended, message = ''): void => {
        lift();
        this.#hear = () => {};
        this.#leave = () => {};
        resolve({ ended, message });
      };
      const abort = (): void => end({ kind: 'killed', signal: 'the end of the kit' });
      let lift = (): void => {};
      this.#leave = (why) => {
        lift();
        reject(why);
      };
      this.#hear = (line) => {
        const said = understand(line, id);
        const spoken = spokenOutcome(line);
        if (said.kind === 'answer') end({ kind: 'returned', outcome: said.outcome }, said.message);
        else if (said.kind === 'mistake') this.#say(said.why, id);
        else if (spoken === 'quit') this.#go('was ended by quit');
        else if (spoken !== undefined) end({ kind: 'returned', outcome: spoken });
        else this.#say(whatIsExpected(line), id);
      };
      lift = limitRun({ timeLimitMs, signal }, { timeOver: end, interrupted: abort });
    });
  }

  #listen(): void {
    if (this.#lines !== undefined) return;
    this.#lines = createInterface({ input: this.#attachment.input });
    this.#lines.on('line', (line) => this.#hear(line));
    this.#lines.on('close', () => this.#go('has ended'));
  }

  #go(how: string): void {
    this.#gone ??= new RunnerGoneError(
      `expected an answer on standard input, which ${how}: the run is not complete.`,
    );
    this.#leave(this.#gone);
  }

  #say(text: string, id?: number): void {
    this.#attachment.output.write(
      this.#inWords ? `${text}\n` : `${JSON.stringify({ id, expected: text })}\n`,
    );
  }
}
