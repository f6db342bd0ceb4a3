import { readFileSync } from 'node:fs';
import type { CaseAttempt } from './case-result.ts';

/** The time of the kit's main thread, milliseconds. */
export interface CpuTime {
  /** The time that it ran. */
  readonly ranMs: number;
  /** The time that it waited for a core, although it had work. */
  readonly waitedMs: number;
}

/** The time so far; undefined on a system that does not tell. */
export function cpuTime(): CpuTime | undefined {
  try {
    const [ran = Number.NaN, waited = Number.NaN] = readFileSync('/proc/self/schedstat', 'utf8')
      .split(' ')
      .map((nanoseconds) => Number(nanoseconds) / 1e6);
    return Number.isNaN(ran + waited) ? undefined : { ranMs: ran, waitedMs: waited };
  } catch {
    return undefined;
  }
}

/** Tells whether the kit got less than half of the CPU time that it could have used between two times. */
export function wasBusy(before: CpuTime | undefined, after: CpuTime | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  return after.waitedMs - before.waitedMs > after.ranMs - before.ranMs;
}

/**
 * The number of cases that are run again. A client that fails more of them has another reason than a busy
 * machine.
 */
export const MOST_AGAIN = 12;

/** Tells whether a case failed so that it must not fail because the machine was busy. */
export function failsMust({ result: { checks } }: CaseAttempt): boolean {
  return checks.some(({ level, verdict }) => level === 'MUST' && verdict === 'failed');
}
