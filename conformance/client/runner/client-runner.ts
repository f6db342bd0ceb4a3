import type { Operation, RunValues } from '../../model/client-description.ts';
import type { ProcessObservation } from '../../model/process.ts';
import type { Call } from '../command.ts';

/** The input of a run of a client. */
export interface ClientRun {
  readonly operation: Operation;
  readonly values: RunValues;
  readonly call: Call;
  /** The complete environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The words before the command: a program that becomes the client. */
  readonly prefix?: readonly string[];
  /** The time limit, milliseconds. */
  readonly timeLimitMs: number;
  /** The limit for each of stdout and stderr; the rest is dropped. */
  readonly outputLimitBytes: number;
  /** Ends the run at once, as when the kit itself is ended. */
  readonly signal: AbortSignal;
  /**
   * A path that is unique to the case, in the environment of every process that the client starts. It
   * identifies processes that leave the process group.
   */
  readonly marker?: string | undefined;
  /** True for a run that needs a process of its own. */
  readonly alone?: boolean;
}

/** A run in progress. */
export interface Running {
  /** Rejects with a `RunnerGoneError` only. */
  readonly seen: Promise<ProcessObservation>;
  /** The process group of the run; undefined if the client is not a process of its own. */
  readonly group: number | undefined;
  /** The processes that ran before it: none of them is in its group. */
  readonly earlier?: ReadonlySet<number>;
  /** Kills the run at once, like a power failure. */
  kill(): void;
}

/** The runner of the client is gone, and no more runs can be made. */
export class RunnerGoneError extends Error {
  override readonly name = 'CallerGoneError';
}

/** Makes runs of a client. Disposal ends every process. */
export interface ClientRunner extends AsyncDisposable {
  /** True when a run can have its own process, which the kit can observe, kill and give an environment. */
  readonly processes: boolean;
  start(run: ClientRun): Running;
}
