import type { Operation, RunValues } from '../../model/client-description.ts';
import type { ProcessObservation } from '../../model/process.ts';
import type { Call } from '../command.ts';

/** A run of a client that is to be made. */
export interface ClientRun {
  readonly operation: Operation;
  readonly values: RunValues;
  readonly call: Call;
  /** All of the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeLimitMs: number;
  /** The limit for each of stdout and stderr; the rest is dropped. */
  readonly outputLimitBytes: number;
  /** Ends the run at once, as when the kit itself is ended. */
  readonly signal: AbortSignal;
  /**
   * A path that only this case has, in the environment of everything that the client starts: what leaves its
   * process group is known by it.
   */
  readonly marker?: string | undefined;
  /** Whether the run needs a process that has served nobody before and serves nobody after it. */
  readonly alone?: boolean;
}

/** A run that is under way. */
export interface Running {
  /** Rejects with a `CallerGoneError` only. */
  readonly seen: Promise<ProcessObservation>;
  /** The process group of the run; undefined for what is no process of its own. */
  readonly group: number | undefined;
  /** Ends it at once, as a machine does that loses its power. */
  kill(): void;
}

/** The runner of the client is gone, and no more runs can be made. */
export class RunnerGoneError extends Error {
  override readonly name = 'CallerGoneError';
}

/** A way to make runs of a client. Disposed of, it leaves no process behind. */
export interface ClientRunner extends AsyncDisposable {
  /** Whether a run can have a process of its own, that can be looked at, killed, and given an environment. */
  readonly processes: boolean;
  start(run: ClientRun): Running;
}
