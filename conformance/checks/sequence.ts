import { DAY_MS, SECOND_MS } from '../../schemas/durations.ts';
import { endOfSecond } from '../compare/answers.ts';
import { intactAnswers } from '../compare/intact-answers.ts';
import { syncRunsOf } from '../compare/sequence.ts';
import { servedWindows } from '../compare/served-windows.ts';
import type { Judgement } from '../model/check.ts';
import type { CaseObservation, RunObservation } from '../model/observation.ts';
import type { RowOfRuns, SyncRun } from '../model/sequence.ts';
import { firstFew } from '../util/first-few.ts';
import { type Check, held, untested } from './check.ts';
import { correctEnds, endOf, isOneOf } from './exit.ts';

/** The maximum number of entries that a finding names. */
const MOST_NAMED = 5;
/** The maximum number of files of a run that a finding names. */
const MOST_FILES = 3;

const timeOf = (at: number): string => (Number.isNaN(at) ? 'no date' : new Date(at).toISOString());

function shortened(texts: readonly string[]): string {
  return firstFew(texts, MOST_NAMED).join('; ');
}

/** The name of a run: its number and scenario, and those of the runs without an export before it. */
function runName(run: number, runs: readonly RunObservation[], syncRuns: readonly SyncRun[]): string {
  const before = syncRuns.findLast((one) => one.run < run)?.run ?? 0;
  const happened = (at: number) => {
    const { scenario } = runs[at - 1]?.run ?? {};
    const name = typeof scenario === 'object' ? scenario.name : scenario;
    return name === undefined ? '' : ` (${name})`;
  };
  const failed = Array.from({ length: run - before - 1 }, (_, index) => before + 1 + index);
  const after = failed.map((at) => `${at}${happened(at)}`).join(', ');
  return `run ${run}${happened(run)}${after === '' ? '' : ` after ${after}`}`;
}

/** The rows, grouped by run and file, with the identity of the first row of each file. */
function rowsText(rows: readonly RowOfRuns[], nameOf: (run: number) => string): string {
  const byRuns = new Map<string, Map<string, string[]>>();
  for (const { file, row, runs } of rows.toSorted((a, b) => (a.runs[0] ?? 0) - (b.runs[0] ?? 0))) {
    const name = runs.map(nameOf).join(' and ');
    const files = byRuns.get(name) ?? new Map<string, string[]>();
    byRuns.set(name, files.set(file, [...(files.get(file) ?? []), row]));
  }
  return shortened(
    Array.from(byRuns, ([name, files]) => {
      const some = Array.from(files, ([file, [first, ...more]]) =>
        more.length === 0 ? `1 of ${file} (${first})` : `${more.length + 1} of ${file} (${first}, …)`,
      );
      return `${name}: ${some.slice(0, MOST_FILES).join(', ')}${some.length > MOST_FILES ? ', …' : ''}`;
    }),
  );
}

/** The windows of all runs in order, each with the last instant that was exported before it. */
function seamsOf({ runs }: CaseObservation) {
  const syncRuns = syncRunsOf(runs);
  let reached = Date.parse(runs[0]?.values.since ?? '') - 1;
  const seams = exportedIn(runs, syncRuns).flatMap(({ run, windows, isPartial }) =>
    windows.flatMap(({ since, until }) => {
      const before = reached;
      reached = Math.max(reached, until);
      // The client knows the gaps of a partial run: its rows are compared.
      return isPartial ? [] : [{ run, since, until, before }];
    }),
  );
  return { syncRuns, seams, reached };
}

/** The windows of each complete run, and of the intact responses of each partial one. */
function exportedIn(runs: readonly RunObservation[], syncRuns: readonly SyncRun[]) {
  return runs.flatMap((seen, index) => {
    const complete = syncRuns.find(({ run }) => run === index + 1);
    if (complete !== undefined) return [{ ...complete, isPartial: false }];
    if (seen.outcome !== 'partial') return [];
    const windows = servedWindows(intactAnswers(seen), seen.now);
    return [{ run: index + 1, windows, isPartial: true }];
  });
}

/** Judges the lost or duplicated rows of all runs together: there must be none. */
function noneOf(
  { sequence, runs }: CaseObservation,
  which: 'lost' | 'duplicated',
  [expected, well]: readonly [expected: string, well: string],
): Judgement {
  if (sequence === undefined) return untested('The output of all runs together was not compared.');
  const { syncRuns, found } = sequence;
  // Without a complete export with a row, nothing was observed.
  if (found.count === 0) return held(false, expected, 'no complete export with a row');
  const rows = found[which];
  const nameOf = (run: number) => runName(run, runs, syncRuns);
  const served = which === 'lost' && found.wereServed ? ', although the responses held them' : '';
  const wrong = `${which} ${rows.length} of ${found.count}${served}: ${rowsText(rows, nameOf)}`;
  return held(rows.length === 0, expected, rows.length === 0 ? `${well} of ${found.count}` : wrong);
}

/** Checks on all runs of a client together. */
export const sequenceChecks = {
  'says-how-each-run-ended': {
    demand: 'The exit code of every run reports its outcome',
    judge: (_, __, { runs }) => {
      const wrong = runs.flatMap((seen, index) => {
        const { run } = seen;
        const ends = correctEnds(seen);
        const name = typeof run.scenario === 'string' ? ` (${run.scenario})` : '';
        return isOneOf(ends, seen)
          ? []
          : [`run ${index + 1}${name}: ${endOf(seen)}, not ${ends.join(' or ')}`];
      });
      return held(
        wrong.length === 0,
        'an exit code that reports the outcome of each run',
        wrong.length === 0 ? `${runs.length} runs, all reported` : shortened(wrong),
      );
    },
  },
  'leaves-no-gap': {
    demand: 'The windows of all complete exports leave no gap',
    judge: (seen, _, all) => {
      const { syncRuns, seams, reached } = seamsOf(all);
      const gaps = seams.filter(({ since, before }) => !(since <= endOfSecond(before)));
      const late = !(reached >= seen.now - DAY_MS) ? [`nothing from ${timeOf(reached)} on`] : [];
      const texts = gaps.map(
        ({ run, since, before }) =>
          `${runName(run, all.runs, syncRuns)} starts at ${timeOf(since)}, but the window before it ended at ${timeOf(before)}`,
      );
      return held(
        seams.length > 0 && texts.length + late.length === 0,
        `windows from the first since to the last day, each starting where the one before ended`,
        texts.length + late.length === 0
          ? `${seams.length} windows without a gap`
          : shortened([...texts, ...late]),
      );
    },
  },
  'asks-for-nothing-again': {
    demand: 'The windows of complete exports do not overlap by more than a second',
    judge: (_, __, all) => {
      const { syncRuns, seams } = seamsOf(all);
      const again = seams.filter(({ since, before }) => !(since >= endOfSecond(before) - SECOND_MS));
      return held(
        seams.length > 0 && again.length === 0,
        'windows that start where the one before ended',
        again.length === 0
          ? `${seams.length} windows, none of which overlap`
          : shortened(
              again.map(
                ({ run, since, before }) =>
                  `${runName(run, all.runs, syncRuns)} starts at ${timeOf(since)}, but the window before it ended at ${timeOf(before)}`,
              ),
            ),
      );
    },
  },
  'keeps-every-row': {
    demand: 'All exports together hold every row and every attachment of their time',
    judge: (_, __, all) => noneOf(all, 'lost', ['every row in one of the exports', 'all']),
  },
  'keeps-no-row-twice': {
    demand: 'All exports together hold each row once, except rows that were edited',
    judge: (_, __, all) => noneOf(all, 'duplicated', ['every row in one export only', 'none']),
  },
} as const satisfies Readonly<Record<string, Check>>;
