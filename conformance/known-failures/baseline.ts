import type { KnownFailure } from '../model/report.ts';

/** A check that is known to fail. */
export interface BaselineEntry extends KnownFailure {
  /** Its id. */
  readonly check: string;
  /** The last day on which that is accepted, `2026-12-31`, in UTC. */
  readonly until?: string;
  /** The line in the file, from 1. */
  readonly line: number;
}

/** A list of known failures. No check is in it twice. */
export interface Baseline {
  /** The name of the file, for messages. */
  readonly file: string;
  readonly entries: readonly BaselineEntry[];
}

/**
 * A list of known failures that cannot be meant. The message has a line for each mistake: file, line, what
 * was expected, what came.
 */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';
}
