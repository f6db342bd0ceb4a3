import { DAY_MS } from '../../schemas/durations.ts';
import { type optionsOf, queryOf } from '../cases/world.ts';
import type { ActualExport, RunObservation } from '../model/observation.ts';
import type { RowOfRuns, SequenceObservation, ServedWindow, SyncRun } from '../model/sequence.ts';
import { type ActualRun, cumulativeDiff, type ExpectedRun } from './across-runs.ts';
import { answersOf } from './answers.ts';
import { expectedExportOf } from './expected-export.ts';
import { servedWindows } from './served-windows.ts';

/** The options of the server of the case. */
type World = ReturnType<typeof optionsOf>;

/**
 * The complete runs of a sequence, each with the window that it had to export. The first window begins where
 * the first run was told to.
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

/** Compares the exports of all runs with the export that they had to make together. */
export async function observeSequence(
  runs: readonly RunObservation[],
  options: World,
): Promise<SequenceObservation> {
  const syncRuns = syncRunsOf(runs);
  const expectedRuns: ExpectedRun[] = [];
  const actualRuns: ActualRun[] = [];
  for (const { run, windows, due } of syncRuns) {
    const seen = runs[run - 1];
    if (seen === undefined) continue;
    const expected = due && (await expectedOfDue(seen, windows, due, options));
    if (expected !== undefined) expectedRuns.push({ run, ...expected });
    for (const one of seen.writtenExports ?? [])
      if (isStillThere(one, runs)) actualRuns.push({ run, actual: one });
  }
  const rest = await expectedOfRest(runs, syncRuns, options);
  if (rest !== undefined) expectedRuns.push({ run: runs.length, ...rest });
  const partialRuns = partialRunsOf(runs);
  const all = cumulativeDiff(expectedRuns, actualRuns);
  const { lost } =
    partialRuns.length === 0 ? all : cumulativeDiff(expectedRuns, [...actualRuns, ...partialRuns]);
  const found = { ...all, lost };
  if (lost.length === 0) return { syncRuns, found };
  const unserved = cumulativeDiff(expectedRuns, await servedRuns(runs, syncRuns, options)).lost;
  const names = new Set(unserved.map(nameOf));
  return { syncRuns, found: { ...found, wereServed: !lost.some((row) => names.has(nameOf(row))) } };
}

function nameOf({ file, row, runs }: RowOfRuns): string {
  return JSON.stringify([file, row, runs]);
}

/**
 * The exports in the responses of the complete runs that no scenario changed, as if a client had written each
 * of them as it came.
 */
async function servedRuns(
  runs: readonly RunObservation[],
  syncRuns: readonly SyncRun[],
  options: World,
): Promise<readonly ActualRun[]> {
  const served: ActualRun[] = [];
  for (const { run } of syncRuns) {
    const { exchanges = [], now = 0 } = runs[run - 1] ?? {};
    const intact = exchanges.filter(({ steps }) => steps.length === 0);
    for (const [at, answer] of answersOf(intact, now).entries()) {
      const actual = await expectedExportOf({ ...options, now: answer.now }, answer);
      if (actual !== undefined) served.push({ run, actual: { ...actual, path: `${run}/${at}/` } });
    }
  }
  return served;
}

/**
 * The exports of the runs that were reported as partial, or that were killed. Their rows are not lost: a
 * client with a watermark for each model does not export the complete models again, and one that was killed
 * right after it published its export goes on behind it. They are not duplicated either when the next run
 * exports them again.
 */
function partialRunsOf(runs: readonly RunObservation[]): readonly ActualRun[] {
  return runs.flatMap(({ outcome, process, writtenExports = [] }, index) =>
    outcome === 'partial' || process.ended.kind === 'killed'
      ? writtenExports.filter((one) => isStillThere(one, runs)).map((actual) => ({ run: index + 1, actual }))
      : [],
  );
}

/** The rows that no run asked for in the end; undefined when the last window reaches into the last day. */
async function expectedOfRest(runs: readonly RunObservation[], syncRuns: readonly SyncRun[], options: World) {
  const [first, last] = [runs[0], runs.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  // The client has said that the last run exported nothing, as it may where the case allows that.
  if (last.outcome === 'failed' && last.run.ends.includes('failed')) return undefined;
  const since = reachedBy(syncRuns) ?? Date.parse(first.values.since ?? '') - 1;
  // A client may stop at the last midnight.
  if (since >= last.now - DAY_MS) return undefined;
  return expectedOfWindow(last, { since: since + 1, until: last.now, now: last.now }, options);
}

/** The last instant that is in a complete export; undefined when there is none. */
export function reachedBy(syncRuns: readonly SyncRun[]): number | undefined {
  return syncRuns.findLast(({ due }) => due !== undefined)?.due?.until;
}

/** The expected export of the run, where its window is the one that it had to export. */
async function expectedOfDue(
  seen: RunObservation,
  windows: readonly ServedWindow[],
  due: ServedWindow,
  options: World,
) {
  const [only, ...more] = windows;
  // Of a resume it is that of its window; else that of the window that was given, which need not have been
  // asked for.
  const expected = seen.run.operation === 'resume' ? seen.expectedExport : undefined;
  if (expected && more.length === 0 && only?.since === due.since && only.until === due.until) return expected;
  return expectedOfWindow(seen, due, options);
}

async function expectedOfWindow(
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

/** Tells whether an export, or what was written in its place, lies there at the end. */
function isStillThere({ path, files = [path] }: ActualExport, runs: readonly RunObservation[]): boolean {
  const isFolder = path === '' || path.endsWith('/');
  const own = new Set(files);
  return (runs.at(-1)?.out ?? []).some((file) =>
    isFolder ? file.path.startsWith(path) : own.has(file.path),
  );
}
