import { AsyncLocalStorage } from 'node:async_hooks';

/** One run of a function, from its call until the kit ends. */
export interface WatchedRun {
  /**
   * Reports a fault that would end a process of its own, as a sentence without its subject.
   */
  failed(text: string): void;
}

/** The run that code belongs to, in its callbacks too. */
const current = new AsyncLocalStorage<WatchedRun>();

/** Thrown when a client calls `process.exit`, so that the code after the call does not run. */
class ExitError extends Error {
  override readonly name = 'ExitError';
}

/** Runs a function as a part of a run. */
export function inRun<T>(run: WatchedRun, act: () => T): T {
  return current.run(run, act);
}

/**
 * Assigns faults that would end a process to the run that causes them: an uncaught error, an unhandled
 * rejection, a call of `process.exit`. Faults outside of runs keep their effect. Disposal restores the
 * previous handlers.
 */
export function guardProcess(): Disposable {
  // `exit` itself ends with a call of `reallyExit`, which is no part of the public interface.
  const own = process as typeof process & { reallyExit: typeof process.exit };
  const { exit, reallyExit } = own;
  const onError = (error: unknown): void =>
    blame('threw an error that it did not catch', error, 'uncaughtException');
  const onRejection = (reason: unknown): void =>
    blame('rejected a promise that it did not handle', reason, 'unhandledRejection');
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onRejection);
  const guarded = (end: typeof process.exit): typeof process.exit =>
    ((code?: number | string | null) => {
      const run = current.getStore();
      if (run === undefined) return end.call(process, code);
      run.failed(`called process.exit(${code ?? ''})`);
      throw new ExitError('process.exit was called by a client that is a function.');
    }) as typeof process.exit;
  own.exit = guarded(exit);
  own.reallyExit = guarded(reallyExit);
  return {
    [Symbol.dispose]: () => {
      process.off('uncaughtException', onError);
      process.off('unhandledRejection', onRejection);
      own.exit = exit;
      own.reallyExit = reallyExit;
    },
  };
}

function blame(deed: string, error: unknown, event: 'uncaughtException' | 'unhandledRejection'): void {
  const run = current.getStore();
  if (run === undefined) {
    // Without this listener it would have ended the process, unless somebody else listens.
    if (process.listenerCount(event) <= 1) throw error;
    return;
  }
  if (!(error instanceof ExitError)) run.failed(`${deed}: ${error instanceof Error ? error.message : error}`);
}
