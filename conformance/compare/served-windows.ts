import type { Exchange } from '../../server/index.ts';
import type { ServedWindow } from '../model/sequence.ts';
import { answersOf, clockOf } from './answers.ts';

/**
 * The windows of a run that were answered with status 200, in the order in which they begin. Requests for
 * several models of one window count as one. `clock` is the session's.
 */
export function servedWindows(exchanges: readonly Exchange[], clock: number): readonly ServedWindow[] {
  const windows = new Map<number, ServedWindow>();
  for (const { userId, since, until, now } of answersOf(exchanges, clock)) {
    if (userId === undefined) windows.set(since, { since, until, now });
  }
  return [...windows.values()].sort((a, b) => a.since - b.since);
}

/**
 * The clock by which the last export of a run was made, Unix milliseconds: a scenario may have moved it.
 * Undefined when none was.
 */
export function servedAt(exchanges: readonly Exchange[]): number | undefined {
  return exchanges.map(clockOf).findLast((at) => at !== undefined);
}
