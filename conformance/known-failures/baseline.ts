import type { KnownFailure } from '../model/report.ts';

/** A check that is known to fail. */
export interface BaselineEntry extends KnownFailure {
  /** The id of the check. */
  readonly check: string;
  /** The last day on which the failure is accepted, `2026-12-31`, in UTC. */
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
 * The error for an invalid list of known failures. The message has a line for each mistake: file, line,
 * expected value, actual value.
 */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';
}
