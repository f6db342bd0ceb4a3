import {
  type CaseResult,
  type Cause,
  causesOf,
  type ListedCase,
  plural,
  printable,
  someStands,
} from '../conformance/index.ts';

/** The interval between updates of the line, milliseconds. */
const EVERY_MS = 100;
/** Goes to the beginning of the line and clears it. */
const CLEAR_LINE = '\r\x1b[K';
/** An estimate by fewer cases is worth nothing. */
const LEAST_FOR_ESTIMATE = 10;
const MOST_SEEN = 120;

/** The output that shows progress. */
interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** The progress of the cases in a test run. */
export interface CaseProgress {
  readonly start: (id: string) => void;
  readonly done: (result: CaseResult) => void;
  /** Ends the display. */
  readonly finish: () => void;
}

/** A case to run; its number of runs is its share of the time. */
type Planned = Pick<ListedCase, 'id' | 'area' | 'runs'>;

/**
 * Shows the progress of cases: on a terminal one line with an estimate of the rest; elsewhere, such as in the
 * log of a CI job, a line for each area when it ends, and one for each new cause.
 */
export function showCases(screen: Screen, planned: readonly Planned[]): CaseProgress {
  return screen.isTTY ? oneLine(screen, planned) : linesOf(screen, planned);
}

/** No progress at all, for an attached client: its user needs the screen. */
export const noProgress: CaseProgress = { start: () => {}, done: () => {}, finish: () => {} };

function oneLine(screen: Screen, planned: readonly Planned[]): CaseProgress {
  const running = new Set<string>();
  const causes = new Set<string>();
  const estimate = estimateOf(planned);
  let over = 0;
  let failed = 0;
  let shownAt = 0;
  const show = (): void => {
    if (over < planned.length && performance.now() - shownAt < EVERY_MS) return;
    shownAt = performance.now();
    const ofCauses = failed === 0 ? '' : ` (${plural(causes.size, 'cause')})`;
    const line = `${over} of ${planned.length} cases, ${failed} failed${ofCauses}${estimate.rest()}; running: ${[...running].join(', ')}`;
    screen.write(`${CLEAR_LINE}${line.slice(0, (screen.columns ?? 80) - 1)}`);
  };
  return {
    start: (id) => {
      running.add(id);
      show();
    },
    done: (result) => {
      running.delete(result.id);
      over += 1;
      estimate.done(result.id);
      if (someStands(result, 'failed')) {
        failed += 1;
        for (const { key, status } of causesOf({ cases: [result] })) if (status === 'failed') causes.add(key);
      }
      show();
    },
    finish: () => void screen.write(CLEAR_LINE),
  };
}

/** An estimate of the remaining time: the time so far, by the runs that are over and those that are left. */
function estimateOf(planned: readonly Planned[]): {
  readonly done: (id: string) => void;
  readonly rest: () => string;
} {
  const runs = new Map(planned.map((one) => [one.id, one.runs]));
  const all = planned.reduce((sum, one) => sum + one.runs, 0);
  const startedAt = performance.now();
  let over = 0;
  let cases = 0;
  return {
    done: (id) => {
      over += runs.get(id) ?? 0;
      cases += 1;
    },
    rest: () => {
      if (cases < LEAST_FOR_ESTIMATE || over >= all) return '';
      const seconds = ((performance.now() - startedAt) / 1000 / over) * (all - over);
      return seconds < 60
        ? `, about ${Math.ceil(seconds)} s left`
        : `, about ${Math.ceil(seconds / 60)} min left`;
    },
  };
}

function linesOf(screen: Screen, planned: readonly Planned[]): CaseProgress {
  const areas = [...new Set(planned.map(({ area }) => area))];
  const left = new Map(areas.map((area) => [area, planned.filter((one) => one.area === area).length]));
  const failed = new Map<string, number>();
  const causes = new Set<string>();
  let ended = 0;
  const areaEnds = (area: string): void => {
    ended += 1;
    const cases = planned.filter((one) => one.area === area).length;
    const bad = failed.get(area) ?? 0;
    const result = bad === 0 ? 'no MUST failed' : `a MUST failed in ${bad}`;
    screen.write(
      `${area}: ${plural(cases, 'case')}, ${result} (${ended} of ${plural(areas.length, 'area')})\n`,
    );
  };
  return {
    start: () => {},
    done: (result) => {
      const { area } = result;
      for (const cause of causesOf({ cases: [result] })) {
        if (cause.status === 'untested' || causes.has(cause.key)) continue;
        causes.add(cause.key);
        screen.write(`${causeLine(cause, result)}\n`);
      }
      if (someStands(result, 'failed')) failed.set(area, (failed.get(area) ?? 0) + 1);
      const rest = (left.get(area) ?? 0) - 1;
      left.set(area, rest);
      if (rest === 0) areaEnds(area);
    },
    finish: () => {},
  };
}

function causeLine({ fault, level, example }: Cause, { id }: CaseResult): string {
  const seen = (example[0]?.seen ?? '').slice(0, MOST_SEEN);
  return printable(`new cause: ${level}: ${fault.title}, in ${id}: ${seen}`);
}
