import { type optionsOf, queryOf } from '../cases/world.ts';
import type { RunObservation } from '../model/observation.ts';
import type { SequenceObservation, ServedWindow, SyncRun } from '../model/sequence.ts';
import { type ActualRun, cumulativeDiff, type ExpectedRun } from './across-runs.ts';
import { expectedExportOf } from './expected-export.ts';
import { servedWindows } from './served-windows.ts';

/** The options of the server of the case. */
type World = ReturnType<typeof optionsOf>;

/**
 * A client may stop at the last midnight: a last window that ends longer before the last run leaves something
 * out.
 */
export const DAY_MS = 86_400_000;

/**
 * The syncRuns of a campaign, each with what it had to bring. The first window begins where the first run was
 * told to.
 */
export function syncRunsOf(runs: readonly RunObservation[]): readonly SyncRun[] {
  let reached = Date.parse(runs[0]?.values.since ?? '') - 1;
  return runs.flatMap(({ outcome, exchanges, now }, index) => {
    const windows = servedWindows(exchanges, now);
    const last = windows.toSorted((a, b) => a.until - b.until).at(-1);
    if (outcome !== 'complete' || last === undefined) return [];
    const due = last.until > reached ? { since: reached + 1, until: last.until, now: last.now } : undefined;
    reached = Math.max(reached, last.until);
    return [{ run: index + 1, windows, due }];
  });
}

/** Holds what the client kept in all its runs against what there was in the time that they are about. */
export async function observeSequence(
  runs: readonly RunObservation[],
  options: World,
): Promise<SequenceObservation> {
  const syncRuns = syncRunsOf(runs);
  const truths: ExpectedRun[] = [];
  const kept: ActualRun[] = [];
  for (const { run, windows, due } of syncRuns) {
    const seen = runs[run - 1];
    if (seen === undefined) continue;
    const truth = due && (await truthOfDue(seen, windows, due, options));
    if (truth !== undefined) truths.push({ run, ...truth });
    for (const one of seen.writtenExports ?? [])
      if (isStillThere(one.path, runs)) kept.push({ run, actual: one });
  }
  const rest = await truthOfRest(runs, syncRuns, options);
  if (rest !== undefined) truths.push({ run: runs.length, ...rest });
  return { syncRuns, found: cumulativeDiff(truths, kept) };
}

/** The rows that no run asked for in the end; undefined when the last window reaches into the last day. */
async function truthOfRest(runs: readonly RunObservation[], syncRuns: readonly SyncRun[], options: World) {
  const [first, last] = [runs[0], runs.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const since = reachedBy(syncRuns) ?? Date.parse(first.values.since ?? '') - 1;
  if (since >= last.now - DAY_MS) return undefined;
  return truthOfWindow(last, { since: since + 1, until: last.now, now: last.now }, options);
}

/** The last instant that is in a complete export; undefined when there is none. */
export function reachedBy(syncRuns: readonly SyncRun[]): number | undefined {
  return syncRuns.findLast(({ due }) => due !== undefined)?.due?.until;
}

/** The truth of the run, where its window is what it had to bring. */
async function truthOfDue(
  seen: RunObservation,
  windows: readonly ServedWindow[],
  due: ServedWindow,
  options: World,
) {
  const [only, ...more] = windows;
  // Of a resume it is that of its window; else that of the window that was given, which need not have been
  // asked for.
  const truth = seen.run.operation === 'resume' ? seen.expectedExport : undefined;
  if (truth && more.length === 0 && only?.since === due.since && only.until === due.until) return truth;
  return truthOfWindow(seen, due, options);
}

async function truthOfWindow(
  { values }: RunObservation,
  { since, until, now }: ServedWindow,
  options: World,
) {
  const window = { since: new Date(since).toISOString(), until: new Date(until).toISOString() };
  return expectedExportOf(
    { ...options, now },
    { query: queryOf({ ...values, ...window }), userId: undefined },
  );
}

/** Whether an export, or what was written in its place, lies there at the end. */
function isStillThere(path: string, runs: readonly RunObservation[]): boolean {
  const isFolder = path === '' || path.endsWith('/');
  return (runs.at(-1)?.out ?? []).some((file) =>
    isFolder ? file.path.startsWith(path) : file.path === path,
  );
}
