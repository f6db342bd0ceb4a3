import { DAY_MS, MINUTE_MS } from '../../schemas/durations.ts';
import type { Case, Run } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { rowsTogether, together } from './together.ts';

const endsOfRuns: CheckSpec = {
  check: 'says-how-each-run-ended',
  level: 'MUST',
  rule: 'The exit code of each run reports its outcome. Seen broken in public clients: they report success in every case.',
  label: 'observed',
  why: 'A failed run that was not reported leaves a gap that is found too late.',
};

/**
 * One day before the first run. The sequence includes a leap day and the start of summer time in America and
 * in Europe.
 */
const BEGIN = '2024-02-20T01:30:00+00:00';
const RUNS = 40;

/** The runs that differ from a plain daily run, by number from 1. */
const unusual: Readonly<Record<number, Partial<Run>>> = {
  4: { scenario: 'error-500', ends: ['failed'] },
  9: { scenario: 'cut-mid-member-well-formed', ends: ['failed'] },
  10: { scenario: 'token-expired', ends: ['failed'] },
  14: { scenario: 'partial-messages-missing', ends: ['partial', 'failed'] },
  // The machine was switched off for a day.
  17: { advanceMs: 2 * DAY_MS },
  // The export is complete and only its log is wrong: a client that does not count rows is right, too.
  20: { scenario: 'log-wrong-counts', ends: ['complete', 'partial', 'failed'] },
  // The clock of the service is set back, and the client runs again.
  23: { advanceMs: -10 * MINUTE_MS, ends: ['complete', 'failed'] },
  24: { advanceMs: DAY_MS + 10 * MINUTE_MS },
  26: { scenario: 'client-clock-behind' },
  29: { scenario: 'client-clock-ahead' },
  32: { scenario: 'rate-limited-no-retry-after', ends: ['complete', 'failed'] },
  35: { scenario: 'reset-mid-member-once', ends: ['complete', 'failed'] },
  // Another run at the same instant.
  36: { advanceMs: 0 },
  38: { scenario: 'partial-several', ends: ['partial', 'failed'] },
};

const fortyDays: Case = {
  id: 'sequences.forty-days',
  area: 'sequences',
  title: 'After 40 daily runs with failures and wrong clocks, the exports hold every row exactly once.',
  world: { now: BEGIN },
  sequence: true,
  runs: Array.from({ length: RUNS }, (_, index) => ({
    operation: 'resume',
    parameters: { since: BEGIN },
    advanceMs: DAY_MS,
    ends: ['complete'],
    ...unusual[index + 1],
  })),
  checks: [endsOfRuns, ...together, ...rowsTogether],
};

/** An instant in May 2024, from the day and the time. */
const may = (day: number, time: string): string => `2024-05-${String(day).padStart(2, '0')}T${time}+00:00`;

/**
 * The runs at half past midnight, each up to the last midnight: the last day that each run exports.
 */
const lastDays: readonly { readonly until: number; readonly bad?: Partial<Run> }[] = [
  { until: 6 },
  { until: 7 },
  { until: 8, bad: { scenario: 'cut-in-row-well-formed', ends: ['failed'] } },
  { until: 9 },
  { until: 11 },
  { until: 12 },
];

const untilMidnight: Case = {
  id: 'sequences.until-midnight',
  area: 'sequences',
  title: 'When each run exports up to the last midnight, the exports hold every row exactly once.',
  world: { now: may(6, '00:30:00') },
  needs: ['until'],
  sequence: true,
  runs: lastDays.map(({ until, bad }, index) => ({
    operation: 'resume',
    parameters: { since: may(6, '00:00:00'), until: may(until, '23:59:59') },
    advanceMs: (until - (lastDays[index - 1]?.until ?? 5)) * DAY_MS,
    ends: ['complete'],
    ...bad,
  })),
  checks: [endsOfRuns, ...together, ...rowsTogether],
};

/** The day that each run exports; a failed day is exported again. */
const days: readonly { readonly day: number; readonly bad?: Partial<Run> }[] = [
  { day: 6 },
  { day: 7, bad: { scenario: 'error-502', ends: ['failed'] } },
  { day: 7 },
  { day: 8 },
  { day: 9, bad: { scenario: 'partial-messages-cut-short', ends: ['partial', 'failed'] } },
  { day: 9 },
  { day: 10 },
];

const givenWindows: Case = {
  id: 'sequences.given-windows',
  area: 'sequences',
  title:
    'When each run gets its window and failed windows are repeated, the exports hold every row exactly once.',
  world: { now: may(6, '00:30:00') },
  needs: ['until'],
  sequence: true,
  runs: days.map(({ day, bad }, index) => ({
    operation: 'network',
    parameters: { since: may(day, '00:00:00'), until: may(day, '23:59:59') },
    advanceMs: (day - (days[index - 1]?.day ?? 5)) * DAY_MS,
    ends: ['complete'],
    ...bad,
  })),
  checks: [endsOfRuns, ...rowsTogether],
};

/** The cases of many runs in a row, with the events of many days. */
export const sequenceCases: readonly Case[] = [fortyDays, untilMidnight, givenWindows];
