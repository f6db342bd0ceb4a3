import { parentPort, workerData } from 'node:worker_threads';
import { checkExport } from './check-export.ts';
import type { ThreadCheck } from './thread-check.ts';

/*
 * The program of the thread that checks an export: it sends the report and ends. Any message ends it early.
 */

const { path, ...options } = workerData as ThreadCheck;
const ending = new AbortController();
parentPort?.once('message', () => ending.abort());
try {
  parentPort?.postMessage(await checkExport(path, { ...options, signal: ending.signal }));
} catch (error) {
  if (!ending.signal.aborted) throw error;
} finally {
  // An open port keeps the thread.
  parentPort?.close();
}
