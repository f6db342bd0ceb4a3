import { type ExitCode, exitCodes } from './exit-codes.ts';

/** The signals that ask a command to end. */
export type EndSignal = 'SIGINT' | 'SIGTERM';

const signals = ['SIGINT', 'SIGTERM'] as const satisfies readonly EndSignal[];

/** The request of a signal to end. */
export interface Ending extends Disposable {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** The exit code for the signal; undefined before a signal arrives. */
  readonly exitCode: ExitCode | undefined;
}

/**
 * Waits for the first signal that asks the process to end. Then removes the listeners, so that a second
 * signal ends the process at once.
 */
export function endOnSignal(): Ending {
  const ending = new AbortController();
  let came: EndSignal | undefined;
  const forget = onEndSignal((signal) => {
    came = signal;
    ending.abort();
  });
  return {
    signal: ending.signal,
    get exitCode() {
      return came && exitCodeOf(came);
    },
    [Symbol.dispose]: forget,
  };
}

/** Calls `end` at the first signal. The returned function stops waiting. */
export function onEndSignal(end: (signal: EndSignal) => void): () => void {
  const forget = (): void => {
    for (const signal of signals) process.off(signal, listener);
  };
  const listener = (signal: NodeJS.Signals): void => {
    forget();
    end(signal as EndSignal);
  };
  for (const signal of signals) process.on(signal, listener);
  return forget;
}

function exitCodeOf(signal: EndSignal): ExitCode {
  return signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated;
}
