import type { ActualRun, ExpectedRun } from '../../../conformance/compare/across-runs.ts';
import type { Run } from '../../../conformance/model/case.ts';
import type { CheckName } from '../../../conformance/model/check.ts';
import type { Outcome } from '../../../conformance/model/client-description.ts';
import type { CaseObservation, RunObservation } from '../../../conformance/model/observation.ts';

/** An instant in June 2024; the sequences here start at noon of the first day. */
export const at = (day: number, time = '12:00:00.000'): string =>
  `2024-06-${String(day).padStart(2, '0')}T${time}Z`;

/** The facts of a run that matter for its sequence. */
export interface HandRun {
  /** The clock of the service. */
  readonly now: string;
  /** The window of the export; undefined when the service sent none. */
  readonly window?: readonly [since: string, until: string];
  /** The window of an earlier request in the same run. */
  readonly before?: readonly [since: string, until: string];
  readonly outcome?: Outcome;
  readonly scenario?: string;
  readonly ends?: Run['ends'];
}

/** The observation of runs, the first of which starts at noon of the first day. */
export function seenOf(runs: readonly HandRun[]): CaseObservation {
  return { runs: runs.map(seenRun) };
}

function seenRun({ now, window, before, outcome = 'complete', scenario, ends = ['complete'] }: HandRun) {
  const windows = [before, window].filter((one) => one !== undefined);
  const name = `attachment; filename="export-${Date.parse(now)}.zip"`;
  return {
    run: { operation: 'resume', parameters: {}, scenario, ends },
    values: { since: at(1) },
    now: Date.parse(now),
    outcome,
    process: { ended: { kind: 'returned', outcome } },
    exchanges: windows.map(([since, until]) => ({
      operation: 'network',
      request: { method: 'GET', path: '/api/v1/export', target: `/api/v1/export?since=${since}` },
      parameters: [
        ['since', since],
        ['until', until],
      ],
      response: { status: 200, headers: [['Content-Disposition', name]] },
    })),
    out: [],
  } as unknown as RunObservation;
}

const HEADER = ['id', 'body', 'created_at'];

type Rows = readonly (readonly string[])[];

/** The expected export of a run, with one table. */
export function truthRun(run: number, rows: Rows, table = 'Messages'): ExpectedRun {
  return { run, tables: new Map([[table, { header: HEADER, rows }]]), attachments: new Map() };
}

/** The actual export of a run, with one table. */
export function keptRun(
  run: number,
  path: string,
  rows: Rows,
  { table = 'Messages', header = HEADER } = {},
): ActualRun {
  const actual = { path, tables: new Map([[table, { header, rows }]]), attachments: new Map() };
  return { run, actual };
}

const day = (of: number): HandRun => ({
  now: at(of + 1),
  window: [of === 1 ? at(of) : at(of, '12:00:00.001'), at(of + 1)],
});

const failed: HandRun = {
  now: at(3),
  outcome: 'failed',
  scenario: 'error-500',
  window: [at(2), at(3)],
  ends: ['failed'],
};
/** A name, the check, the runs, and the text of the judgement. */
export const windowTable: readonly (readonly [string, CheckName, readonly HandRun[], RegExp])[] = [
  ['days', 'leaves-no-gap', [day(1), day(2), day(3)], /^passed: 3 windows/],
  ['days', 'asks-for-nothing-again', [day(1), day(2), day(3)], /^passed: 3 windows/],
  [
    'after a failure the window is longer',
    'leaves-no-gap',
    [day(1), failed, { now: at(4), window: [at(2, '12:00:00.001'), at(4)] }],
    /^passed: 2/,
  ],
  [
    'after a failure the window is not longer',
    'leaves-no-gap',
    [day(1), failed, day(3)],
    /^failed: run 3 after 2 \(error-500\) starts at 2024-06-03T12:00:00\.001Z, but the window before it ended at 2024-06-02T12/,
  ],
  [
    'the next second',
    'leaves-no-gap',
    [day(1), { now: at(3), window: [at(2, '12:00:01.000'), at(3)] }],
    /^passed/,
  ],
  [
    'the second after the next one',
    'leaves-no-gap',
    [day(1), { now: at(3), window: [at(2, '12:00:02.000'), at(3)] }],
    /^failed/,
  ],
  ['the same second', 'asks-for-nothing-again', [day(1), { now: at(3), window: [at(2), at(3)] }], /^passed/],
  [
    'the second before',
    'asks-for-nothing-again',
    [day(1), { now: at(3), window: [at(2, '11:59:59.000'), at(3)] }],
    /^failed: run 2/,
  ],
  ['up to now', 'leaves-no-gap', [day(1), { ...failed, now: at(3) }], /^passed/],
  [
    'not up to now',
    'leaves-no-gap',
    [day(1), { ...failed, now: at(5) }],
    /^failed: nothing from 2024-06-02T12:00:00\.000Z on/,
  ],
  [
    'an end that the clock has not reached',
    'leaves-no-gap',
    [
      day(1),
      { now: at(2, '18:00:00.000'), window: [at(2), at(9)] },
      { now: at(3), window: [at(2, '18:00:00.001'), at(3)] },
    ],
    /^passed/,
  ],
  [
    'the same window twice in one run',
    'asks-for-nothing-again',
    [day(1), { ...day(2), before: [at(2, '12:00:00.001'), at(3)] }],
    /^passed: 2/,
  ],
  [
    'two windows in one run',
    'leaves-no-gap',
    [day(1), { now: at(4), before: [at(2, '12:00:00.001'), at(3)], window: [at(3, '12:00:00.001'), at(4)] }],
    /^passed: 3/,
  ],
  ['no complete run', 'leaves-no-gap', [failed], /^failed/],
  ['no complete run', 'asks-for-nothing-again', [failed], /^failed/],
  ['the expected outcome', 'says-how-each-run-ended', [day(1), failed], /^passed: 2 runs/],
  [
    'another outcome',
    'says-how-each-run-ended',
    [day(1), { ...failed, outcome: 'complete' }],
    /^failed: run 2 \(error-500\): returned complete, not failed/,
  ],
  ['rows that were not compared', 'keeps-every-row', [day(1)], /not compared/],
];
