import type { ClientRunner } from './client-runner.ts';
import { startProcess } from './run-process.ts';

/**
 * A process for every run, in the folder where the kit was started, so that a command means what it means at
 * a prompt.
 */
export function processRunner(): ClientRunner {
  return {
    processes: true,
    start: ({ call: { argv }, env, timeLimitMs, outputLimitBytes, signal, marker }) =>
      startProcess({ argv, env, cwd: process.cwd(), timeLimitMs, outputLimitBytes, signal, marker }),
    [Symbol.asyncDispose]: async () => {},
  };
}
