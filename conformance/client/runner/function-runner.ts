import type { Operation, Outcome, RunValues } from '../../model/client-description.ts';
import type { Ended, ProcessObservation } from '../../model/process.ts';
import { clearTimeout, immediate, performance, setTimeout } from '../../util/timers.ts';
import type { ClientRun, ClientRunner } from './client-runner.ts';
import { guardProcess, inRun } from './function-guard.ts';
import { Printed } from './output-buffer.ts';

/** Prints a text to a stream, or to standard output. */
export interface Print {
  (text: string): void;
  (stream: 'stdout' | 'stderr', text: string): void;
}

/** The argument of a function client. */
export interface FunctionCall {
  readonly operation: Operation;
  /** The base URL, the token, the folders and the parameters. */
  readonly values: RunValues;
  /** The environment that a process would have. */
  readonly env: Readonly<Record<string, string>>;
  /** Aborted when the time is over, and when the kit is ended. */
  readonly signal: AbortSignal;
  /** Prints what a process would write to its standard streams; with one argument, to standard output. */
  readonly print: Print;
}

/**
 * A client that is a function and returns the outcome of an export. If it throws, the outcome is `failed` and
 * the error is its message.
 */
export type ClientFunction = (call: FunctionCall) => Promise<Outcome>;

/** The time for an aborted function to end, milliseconds. It cannot be killed. */
const GRACE_MS = 1000;

/** Runs a function of this process in place of a client. */
export function functionRunner(client: ClientFunction): ClientRunner {
  const guard = guardProcess();
  return {
    processes: false,
    start(run) {
      const ending = new AbortController();
      const kill = (): void => ending.abort();
      return { seen: runFunction(client, run, ending), group: undefined, kill };
    },
    [Symbol.asyncDispose]: async () => guard[Symbol.dispose](),
  };
}

async function runFunction(
  client: ClientFunction,
  { operation, values, env, timeLimitMs, outputLimitBytes, signal }: ClientRun,
  ending: AbortController,
): Promise<ProcessObservation> {
  const begun = performance.now();
  const printed = { stdout: new Printed(outputLimitBytes), stderr: new Printed(outputLimitBytes) };
  const call: FunctionCall = {
    operation,
    values,
    env,
    signal: AbortSignal.any([ending.signal, signal]),
    print: (...given: readonly [string] | readonly ['stdout' | 'stderr', string]) => {
      const [stream, text] = given.length === 1 ? ['stdout' as const, given[0]] : given;
      // A client in JavaScript may print anything; that is no fault of it.
      printed[stream === 'stderr' ? 'stderr' : 'stdout'].add(String(text));
    },
  };
  const lateErrors: string[] = [];
  const ended = await endOf(client, call, { timeLimitMs, ending, lateErrors });
  return {
    ended,
    stdout: printed.stdout.output,
    stderr: printed.stderr.output,
    ms: performance.now() - begun,
    leftRunning: undefined,
    lateErrors,
  };
}

interface Ending {
  readonly timeLimitMs: number;
  readonly ending: AbortController;
  /** Records the faults of the function after its end. */
  readonly lateErrors: string[];
}

function endOf(
  client: ClientFunction,
  call: FunctionCall,
  { timeLimitMs, ending, lateErrors }: Ending,
): Promise<Ended> {
  return new Promise((resolve) => {
    let over = false;
    const failed = (why: string): void => {
      if (over) lateErrors.push(why);
      else resolve({ kind: 'unanswered', why });
    };
    const timer = setTimeout(() => {
      resolve({ kind: 'timed-out', afterMs: timeLimitMs });
      ending.abort();
    }, timeLimitMs);
    const killed = (): void => resolve({ kind: 'killed', signal: 'its signal' });
    if (call.signal.aborted) killed();
    call.signal.addEventListener('abort', () => setTimeout(killed, GRACE_MS).unref(), { once: true });
    const act = inRun({ failed }, () => outcomeOf(client, call));
    // A rejection that nobody handles is reported in the next turn of the loop.
    void act.then(async (outcome) => {
      await immediate();
      clearTimeout(timer);
      over = true;
      resolve({ kind: 'returned', outcome });
    });
  });
}

async function outcomeOf(client: ClientFunction, call: FunctionCall): Promise<Outcome> {
  try {
    return await client(call);
  } catch (error) {
    call.print('stderr', `${error instanceof Error ? error.stack : error}\n`);
    return 'failed';
  }
}
