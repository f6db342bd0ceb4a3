import { DAY_MS, syncRunsOf } from '../compare/sequence.ts';
import type { Judgement } from '../model/check.ts';
import type { CaseObservation, RunObservation } from '../model/observation.ts';
import type { RowOfRuns, SyncRun } from '../model/sequence.ts';
import { type Check, held, untested } from './check.ts';
import { endOf } from './exit.ts';

const SECOND_MS = 1000;
/** A finding names this many rows at most. */
const MOST_TOLD = 5;
/** A finding names this many files of a run at most. */
const MOST_FILES = 3;

const timeOf = (at: number): string => (Number.isNaN(at) ? 'no date' : new Date(at).toISOString());

/** The latest beginning of a window that leaves no gap: the second after the last exported instant. */
const endOfSecond = (at: number): number => Math.floor(at / SECOND_MS) * SECOND_MS + SECOND_MS;

function told(texts: readonly string[]): string {
  const rest = texts.length > MOST_TOLD ? [`and ${texts.length - MOST_TOLD} more`] : [];
  return [...texts.slice(0, MOST_TOLD), ...rest].join('; ');
}

/** A run as people call it, and what happened in it, or in those before that brought nothing. */
function nightName(run: number, runs: readonly RunObservation[], nights: readonly SyncRun[]): string {
  const before = nights.findLast((night) => night.run < run)?.run ?? 0;
  const happened = (at: number) => {
    const { scenario } = runs[at - 1]?.run ?? {};
    const name = typeof scenario === 'object' ? scenario.name : scenario;
    return name === undefined ? '' : ` (${name})`;
  };
  const failed = Array.from({ length: run - before - 1 }, (_, index) => before + 1 + index);
  const after = failed.map((at) => `${at}${happened(at)}`).join(', ');
  return `run ${run}${happened(run)}${after === '' ? '' : ` after ${after}`}`;
}

/** Rows by run and file, the first of each file by what tells it from others. */
function rowsTold(rows: readonly RowOfRuns[], nameOf: (run: number) => string): string {
  const byRuns = new Map<string, Map<string, string[]>>();
  for (const { file, row, runs } of rows.toSorted((a, b) => (a.runs[0] ?? 0) - (b.runs[0] ?? 0))) {
    const name = runs.map(nameOf).join(' and ');
    const files = byRuns.get(name) ?? new Map<string, string[]>();
    byRuns.set(name, files.set(file, [...(files.get(file) ?? []), row]));
  }
  return told(
    Array.from(byRuns, ([name, files]) => {
      const some = Array.from(files, ([file, [first, ...more]]) =>
        more.length === 0 ? `1 of ${file} (${first})` : `${more.length + 1} of ${file} (${first}, …)`,
      );
      return `${name}: ${some.slice(0, MOST_FILES).join(', ')}${some.length > MOST_FILES ? ', …' : ''}`;
    }),
  );
}

/** The windows of all nights in order, each with the last instant that was exported before it. */
function seamsOf({ runs }: CaseObservation) {
  const nights = syncRunsOf(runs);
  let reached = Date.parse(runs[0]?.values.since ?? '') - 1;
  const seams = nights.flatMap(({ run, windows }) =>
    windows.map(({ since, until }) => {
      const before = reached;
      reached = Math.max(reached, until);
      return { run, since, until, before };
    }),
  );
  return { nights, seams, reached };
}

/** Judges rows of all runs together, of which there should be none. */
function noneOf(
  { sequence, runs }: CaseObservation,
  which: 'lost' | 'duplicated',
  [expected, well]: readonly [expected: string, well: string],
): Judgement {
  if (sequence === undefined) return untested('The output of all runs together was not compared.');
  const { syncRuns, found } = sequence;
  // Without a complete export nothing was kept; without a row nothing is shown.
  if (found.count === 0) return held(false, expected, 'no complete export with a row');
  const rows = found[which];
  const nameOf = (run: number) => nightName(run, runs, syncRuns);
  const wrong = `${which} ${rows.length} of ${found.count}: ${rowsTold(rows, nameOf)}`;
  return held(rows.length === 0, expected, rows.length === 0 ? `${well} of ${found.count}` : wrong);
}

/** Checks on all runs of a client together. */
export const sequenceChecks = {
  'says-how-each-run-ended': {
    demand: 'The exit code of every run reports its outcome',
    judge: (_, __, { runs }) => {
      const wrong = runs.flatMap((seen, index) => {
        const { run, outcome } = seen;
        const right = outcome !== undefined && outcome !== 'unsupported' && run.ends.includes(outcome);
        const name = typeof run.scenario === 'string' ? ` (${run.scenario})` : '';
        return right ? [] : [`run ${index + 1}${name}: ${endOf(seen)}, not ${run.ends.join(' or ')}`];
      });
      return held(
        wrong.length === 0,
        'the outcome of each run in its exit code',
        wrong.length === 0 ? `${runs.length} runs, all of them` : told(wrong),
      );
    },
  },
  'leaves-no-gap': {
    demand: 'The windows of all complete exports leave no gap',
    judge: (seen, _, all) => {
      const { nights, seams, reached } = seamsOf(all);
      const gaps = seams.filter(({ since, before }) => !(since <= endOfSecond(before)));
      const late = !(reached >= seen.now - DAY_MS) ? [`nothing from ${timeOf(reached)} on`] : [];
      const texts = gaps.map(
        ({ run, since, before }) =>
          `${nightName(run, all.runs, nights)} begins at ${timeOf(since)}, and the one before ended at ${timeOf(before)}`,
      );
      return held(
        seams.length > 0 && texts.length + late.length === 0,
        `windows from the first since to the last day, each beginning where the one before ended`,
        texts.length + late.length === 0
          ? `${seams.length} windows without a gap`
          : told([...texts, ...late]),
      );
    },
  },
  'asks-for-nothing-again': {
    demand: 'The windows of complete exports do not overlap by more than a second',
    judge: (_, __, all) => {
      const { nights, seams } = seamsOf(all);
      const again = seams.filter(({ since, before }) => !(since >= endOfSecond(before) - SECOND_MS));
      return held(
        seams.length > 0 && again.length === 0,
        'windows that begin where the one before ended',
        again.length === 0
          ? `${seams.length} windows, none of which overlap`
          : told(
              again.map(
                ({ run, since, before }) =>
                  `${nightName(run, all.runs, nights)} begins at ${timeOf(since)}, and the one before ended at ${timeOf(before)}`,
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
