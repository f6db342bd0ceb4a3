import type { Operation, Outcome, RunValues } from '../../model/client-description.ts';
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
  /** Of each of stdout and stderr; what comes after it is dropped. */
  readonly outputLimitBytes: number;
  /** Ends the run at once, as when the kit itself is ended. */
  readonly signal: AbortSignal;
  /** A path that only this case has, in the environment of everything that the client starts: what leaves its process group is known by it. */
  readonly marker?: string | undefined;
  /** Whether the run needs a process that has served nobody before and serves nobody after it. */
  readonly alone?: boolean;
}

/** How a run ended. */
export type Ended =
  | { readonly kind: 'exited'; readonly code: number }
  /** A client that is no process of its own has said how. */
  | { readonly kind: 'returned'; readonly outcome: Outcome }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'timed-out'; readonly afterMs: number }
  /** A client that is to say how a run ended has not, or not in a way that can be understood; a sentence without its end. */
  | { readonly kind: 'unanswered'; readonly why: string }
  | { readonly kind: 'not-started'; readonly reason: string };

/** What was seen of a client from outside while it ran. */
export interface ProcessSeen {
  readonly ended: Ended;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly ms: number;
  /** Processes that it started and that were still there when it had ended, and were killed; undefined for what is no process of its own, and for one that stays. */
  readonly leftRunning: number | undefined;
  /** Their command lines, where they can be seen. */
  readonly leftCommands?: readonly string[];
  /** What a client that is a function has done since its run was over and would have ended a process; grows as it happens. */
  readonly lateErrors?: readonly string[];
}

/** What was printed. */
export interface Output {
  /** UTF-8; what is none becomes U+FFFD. */
  readonly text: string;
  /** All that was printed, what was dropped included. */
  readonly bytes: number;
}

/** A run that is under way. */
export interface Running {
  /** Rejects with a `CallerGoneError` only. */
  readonly seen: Promise<ProcessSeen>;
  /** The process group of the run; undefined for what is no process of its own. */
  readonly group: number | undefined;
  /** Ends it at once, as a machine does that loses its power. */
  kill(): void;
}

/** Whoever ran the client has gone, and no more runs can be made. */
export class CallerGoneError extends Error {
  override readonly name = 'CallerGoneError';
}

/** A way to make runs of a client. Disposed of, it leaves no process behind. */
export interface Caller extends AsyncDisposable {
  /** Whether a run can have a process of its own, that can be looked at, killed, and given an environment. */
  readonly processes: boolean;
  start(run: ClientRun): Running;
}
