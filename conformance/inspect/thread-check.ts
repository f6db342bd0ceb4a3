import { Worker } from 'node:worker_threads';
import type { CheckOptions } from './check-export.ts';
import type { CheckReport } from './inspection-report.ts';

/** The heap of the thread, MiB. A check that needs more fails, and the process goes on. */
const HEAP_MB = 1024;

/** The data that the thread begins with. */
export interface ThreadCheck extends Pick<CheckOptions, 'laws' | 'limits'> {
  readonly path: string;
}

/**
 * Does `checkExport` on a thread of its own, so that this one goes on with its work. It settles when the
 * thread has ended, and its files are closed.
 */
export async function checkInThread(
  path: string,
  { signal, ...options }: CheckOptions = {},
): Promise<CheckReport> {
  signal?.throwIfAborted();
  const workerData: ThreadCheck = { path, ...options };
  // Flags of Node such as --import are for the main thread.
  const worker = new Worker(programUrl(), {
    name: 'check',
    execArgv: [],
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const stop = (): void => worker.postMessage('stop');
  signal?.addEventListener('abort', stop);
  const ended = new Promise<CheckReport>((resolve, reject) => {
    let report: CheckReport | undefined;
    let failure: unknown = new Error('expected a report from the thread of the check, got its end.');
    worker.on('message', (made: CheckReport) => {
      report = made;
    });
    worker.on('error', (error) => {
      failure = error;
    });
    worker.on('exit', () => {
      if (signal?.aborted) reject(signal.reason);
      else if (report === undefined) reject(failure);
      else resolve(report);
    });
  });
  return await ended.finally(() => signal?.removeEventListener('abort', stop));
}

/** The program of the thread. It is always the compiled one, because a thread has no loader for sources. */
function programUrl(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(
    isSource ? '../../dist/conformance/inspect/check-thread.js' : './check-thread.js',
    import.meta.url,
  );
}
