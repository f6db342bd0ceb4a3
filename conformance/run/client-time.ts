import type { NoCall } from '../client/command.ts';
import type { RunObservation } from '../model/observation.ts';

/** A case for which a client lacks something, as its runs showed if there were any. */
export interface LackingCase extends NoCall {
  /** The time of those runs, milliseconds. */
  readonly clientMs: number;
}

/** The time of the client in its runs, and of the waits between them, milliseconds. */
export function clientMsOf(runs: readonly Pick<RunObservation, 'process' | 'waitedMs'>[]): number {
  return runs.reduce((sum, { process, waitedMs }) => sum + process.ms + waitedMs, 0);
}
