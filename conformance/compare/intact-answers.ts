import { SECOND_MS } from '../../schemas/durations.ts';
import type { Exchange } from '../../server/index.ts';
import type { RunObservation } from '../model/observation.ts';
import { exportRequests, requestIdentity, windowOf } from './answers.ts';

type Seen = Pick<RunObservation, 'exchanges' | 'servedExports'>;

/** The responses of a run with a whole export, in which the scenario changed nothing. */
export function intactAnswers(seen: Seen): readonly Exchange[] {
  return exportRequests(seen.exchanges).filter((one) => one.response?.status === 200 && isIntact(one, seen));
}

/**
 * Tells whether nothing was changed in a response. A step that ends the body at a place that the archive does
 * not have ends it after its last byte.
 */
function isIntact({ steps, ending }: Exchange, { servedExports }: Seen): boolean {
  if (ending !== 'complete' && ending !== 'cut') return false;
  return steps.every(
    (step) =>
      (step.do === 'framing' && !/ too (?:large|small)$/.test(step.text)) ||
      (step.do === 'stream' && servedExports.some(({ zipBytes }) => zipBytes === step.byte)),
  );
}

/**
 * Tells whether some different requests of a run got intact responses and others did not: a client that
 * exports in parts may keep the intact ones and report the run as partial.
 */
export function hasIntactParts(seen: Seen): boolean {
  const intact = new Set(intactAnswers(seen).map(requestIdentity));
  return intact.size > 0 && exportRequests(seen.exchanges).some((one) => !intact.has(requestIdentity(one)));
}

/**
 * Tells whether the intact responses of a run together cover everything that it requested: a client that
 * requests shorter windows after a failure may get past the fault.
 */
export function isCoveredIntact(seen: Seen): boolean {
  const all = bySelection(exportRequests(seen.exchanges));
  const intact = bySelection(intactAnswers(seen));
  return all.size > 0 && [...all].every(([selection, asked]) => covers(intact.get(selection) ?? [], asked));
}

/** The exchanges by their parameters other than the window. */
function bySelection(exchanges: readonly Exchange[]): ReadonlyMap<string, readonly Exchange[]> {
  const all = new Map<string, Exchange[]>();
  for (const one of exchanges) {
    const key = selectionOf(one);
    all.set(key, [...(all.get(key) ?? []), one]);
  }
  return all;
}

function selectionOf({ request, parameters }: Exchange): string {
  const others = (parameters ?? []).filter(([name]) => name !== 'since' && name !== 'until');
  return [request.path, ...others.map(String).sort()].join('\n');
}

/** Tells whether the windows of these exchanges leave no gap in the windows of all. */
function covers(parts: readonly Exchange[], all: readonly Exchange[]): boolean {
  const windows = parts.map(windowOf).sort((a, b) => a.since - b.since);
  const [start, end] = [
    Math.min(...all.map((one) => windowOf(one).since)),
    Math.max(...all.map((one) => windowOf(one).until)),
  ];
  let reached = start;
  for (const { since, until } of windows)
    if (since <= reached + SECOND_MS) reached = Math.max(reached, until);
  return windows.length > 0 && reached + SECOND_MS > end;
}
