import type { Outcome } from './client-description.ts';

/** The end of a run. */
export type Ended =
  | { readonly kind: 'exited'; readonly code: number }
  /** The outcome that a client without its own process reported. */
  | { readonly kind: 'returned'; readonly outcome: Outcome }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'timed-out'; readonly afterMs: number }
  /**
   * The client did not report the outcome, or not in a form that can be read. `why` is a sentence without its
   * full stop.
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
   * The number of its processes that still ran after its end, and were killed; undefined for a client
   * without its own process, and for a long-running one. On Windows they are not counted.
   */
  readonly leftRunning: number | 'uncounted' | undefined;
  /** The command lines of those processes, where they can be observed. */
  readonly leftCommands?: readonly string[];
  /**
   * The errors of a function client after its run that would have ended a process. The list grows as they
   * happen.
   */
  readonly lateErrors?: readonly string[];
}

/** The text that was printed to a stream. */
export interface Output {
  /** The text, decoded as UTF-8; invalid bytes become U+FFFD. */
  readonly text: string;
  /** The number of all printed bytes, dropped ones included. */
  readonly bytes: number;
}
