import { clearTimeout, setTimeout } from '../timers.ts';

/** A signal with a time limit of its own; disposed of when nobody waits any more. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * Aborts when the given signal does, and after so many milliseconds. `AbortSignal.timeout` as a part of
 * `AbortSignal.any` is collected as garbage before its time is over.
 */
export function deadlineOf(signal: AbortSignal, ms: number): Deadline {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(new Error(`expected an end within ${ms} ms, got none.`)), ms);
  return {
    signal: AbortSignal.any([signal, ending.signal]),
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}
