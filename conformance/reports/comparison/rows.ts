import { number, plural } from '../check-status.ts';
import type { CheckChange, ComparedStatus, Comparison, RunFigures } from './compare.ts';

/** The words for a status in a comparison. */
export const statusWords: Readonly<Record<ComparedStatus, string>> = {
  passed: 'passed',
  failed: 'FAILED',
  warning: 'failed',
  known: 'known',
  untested: 'not tested',
  unsupported: 'unsupported',
  absent: 'absent',
};

/** The facts about each run, as rows: the name of the fact, and its value in each run. */
export function factRows(runs: readonly RunFigures[]): readonly (readonly string[])[] {
  const row = (name: string, value: (run: RunFigures) => string) => [name, ...runs.map(value)];
  return [
    row('client', ({ client }) => client),
    row('kit', ({ kit }) => kit),
    row('started', ({ startedAt }) => timeText(startedAt)),
    row('outcome', ({ outcome }) => outcome),
    row('judged', ({ reach }) => reach),
    row('checks passed', ({ passed, checks }) => `${number(passed)} of ${number(checks)}`),
    row('MUST failed', ({ mustFailed }) => number(mustFailed)),
    row('SHOULD or MAY failed', ({ othersFailed }) => number(othersFailed)),
    row('known failures', ({ known }) => number(known)),
    row('not tested', ({ untested }) => number(untested)),
    row('unsupported', ({ unsupported }) => number(unsupported)),
  ];
}

/** The number of changed checks: `2 checks broken, 54 mended, 3 changed otherwise`. */
export function changeCounts({ changes }: Pick<Comparison, 'changes'>): string {
  if (changes.length === 0) return 'No check has another verdict.';
  const count = (kind: CheckChange['kind']) => changes.filter((one) => one.kind === kind).length;
  return `${plural(count('broken'), 'check')} broken, ${number(count('mended'))} mended, ${number(count('other'))} changed otherwise.`;
}

/** `2026-11-29 08:14 UTC`. */
export function timeText(startedAt: string): string {
  return `${startedAt.slice(0, 16).replace('T', ' ')} UTC`;
}

/** The header of a history, and its rows: the difference to the run before stands after each number. */
export function historyRows(runs: readonly RunFigures[]): {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  const header = [
    'Started',
    'Client',
    'Kit',
    'Outcome',
    'Passed',
    'MUST failed',
    'SHOULD or MAY failed',
    'Findings',
  ];
  const rows = runs.map((run, at) => {
    const before = runs[at - 1];
    const figure = (name: 'passed' | 'mustFailed' | 'othersFailed' | 'findings') => {
      const change = before === undefined ? 0 : run[name] - before[name];
      const sign = change > 0 ? ` (+${number(change)})` : change < 0 ? ` (−${number(-change)})` : '';
      return `${number(run[name])}${sign}`;
    };
    return [
      timeText(run.startedAt),
      run.client,
      run.kit,
      run.outcome,
      `${figure('passed')} of ${number(run.checks)}`,
      figure('mustFailed'),
      figure('othersFailed'),
      figure('findings'),
    ];
  });
  return { header, rows };
}
