import type { Ended } from '../../model/process.ts';
import { clearTimeout, setTimeout } from '../../util/timers.ts';

/** The limits of a run. */
interface Limits {
  readonly timeLimitMs: number;
  /** Ends the run when the kit is interrupted. */
  readonly signal: AbortSignal;
}

/** The ways in which a run is ended from outside. */
interface Ending {
  /** The time of the run is over. */
  timeOver(ended: Ended): void;
  /** The kit is interrupted, perhaps already. */
  interrupted(): void;
}

/**
 * Ends a run when its time is over, or when the kit is interrupted. Returns the function that lifts the
 * limit.
 */
export function limitRun({ timeLimitMs, signal }: Limits, { timeOver, interrupted }: Ending): () => void {
  if (signal.aborted) {
    interrupted();
    return () => {};
  }
  const timer = setTimeout(() => timeOver({ kind: 'timed-out', afterMs: timeLimitMs }), timeLimitMs);
  signal.addEventListener('abort', interrupted);
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupted);
  };
}
