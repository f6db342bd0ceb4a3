import { clearTimeout, setTimeout } from '../util/timers.ts';

/** A signal with a time limit of its own; disposed of when nobody waits any more. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * Aborts when the given signal does, and after so many milliseconds. `AbortSignal.any` is not used: what it
 * makes may be collected as garbage before it is aborted.
 */
export function deadlineOf(signal: AbortSignal, ms: number): Deadline {
  const ending = new AbortController();
  const end = (): void => ending.abort(signal.reason);
  const timer = setTimeout(() => ending.abort(new Error(`expected an end within ${ms} ms, got none.`)), ms);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  return {
    signal: ending.signal,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    },
  };
}
