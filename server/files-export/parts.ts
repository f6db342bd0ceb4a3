import type { Network, Window } from '../../generators/index.ts';
import type { Assumptions } from '../../schemas/index.ts';
import type { FilesJob } from '../sessions/index.ts';
import { stepOf } from './state.ts';

/** One archive of an export request, with a link of its own. */
export interface Part {
  /** The number among the parts, from 1. */
  readonly number: number;
  /** Its part of the range. */
  readonly window: Window;
}

/**
 * The parts of an export request: one for each month of the range with a row, or one for the whole range. No
 * part means that there are no files.
 */
export function partsOf(job: FilesJob, network: Network, assumptions: Assumptions): readonly Part[] {
  if (stepOf(job, 'job-ends')?.as === 'empty') return [];
  const things = assumptions['things-in-window'] === 'latest-change' ? 'latest' : 'touched';
  const from = Math.max(job.window.from, network.createdAt);
  const { to } = job.window;
  const spans = assumptions['files-export-parts'] === 'months' ? months(from, to) : [{ from, to }];
  return spans
    .map((span) => ({ ...span, now: job.createdAt, things }) as const)
    .filter((window) => hasRow(network, window))
    .map((window, index) => ({ number: index + 1, window }));
}

/** Cuts a range at the first instant of each month. Empty when the range is. */
function months(from: number, to: number): readonly { readonly from: number; readonly to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (let start = from; start < to; ) {
    const date = new Date(start);
    const end = Math.min(to, Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1));
    spans.push({ from: start, to: end });
    start = end;
  }
  return spans;
}

function hasRow(network: Network, window: Window): boolean {
  if (window.from >= window.to) return false;
  for (const _ of network.rows('Files', window)) return true;
  return false;
}
