import type { Outcome } from './client-description.ts';

/** The end of a run. */
export type Ended =
  | { readonly kind: 'exited'; readonly code: number }
  /** A client that is no process of its own has said how. */
  | { readonly kind: 'returned'; readonly outcome: Outcome }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'timed-out'; readonly afterMs: number }
  /**
   * A client that is to say how a run ended has not, or not in a way that can be understood; a sentence
   * without its end.
   */
  | { readonly kind: 'unanswered'; readonly why: string }
  | { readonly kind: 'not-started'; readonly reason: string };

/** The observation of a client's process. */
export interface ProcessObservation {
  readonly ended: Ended;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly ms: number;
  /**
   * Processes that it started and that were still there when it had ended, and were killed; undefined for
   * what is no process of its own, and for one that stays.
   */
  readonly leftRunning: number | undefined;
  /** Their command lines, where they can be seen. */
  readonly leftCommands?: readonly string[];
  /**
   * The errors of a function client after its run that would have ended a process. The list grows as they
   * happen.
   */
  readonly lateErrors?: readonly string[];
}

/** The printed output of a stream. */
export interface Output {
  /** UTF-8; what is none becomes U+FFFD. */
  readonly text: string;
  /** All that was printed, what was dropped included. */
  readonly bytes: number;
}
