import type { Case, Run } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { rowsTogether, together } from './together.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const endsOfRuns: CheckSpec = {
  check: 'says-how-each-run-ended',
  level: 'MUST',
  rule: 'Public clients print success whatever happened.',
  label: 'observed',
  why: 'A night that failed and that nobody was told of is a hole by the time that somebody looks.',
};

/**
 * The night before the first one. The campaign sees a leap day, and the begin of summer time on both sides of
 * the ocean.
 */
const BEGIN = '2024-02-20T01:30:00+00:00';
const NIGHTS = 40;

/** The nights that are not like the others, from 1. */
const unusual: Readonly<Record<number, Partial<Run>>> = {
  4: { scenario: 'error-500', ends: ['failed'] },
  9: { scenario: 'cut-mid-member-well-formed', ends: ['failed'] },
  10: { scenario: 'token-expired', ends: ['failed'] },
  14: { scenario: 'partial-messages-missing', ends: ['partial', 'failed'] },
  // The machine was switched off for a night.
  17: { advanceMs: 2 * DAY_MS },
  20: { scenario: 'log-wrong-counts', ends: ['partial', 'failed'] },
  // Somebody has set the service's clock back and runs the client again.
  23: { advanceMs: -10 * MINUTE_MS, ends: ['complete', 'failed'] },
  24: { advanceMs: DAY_MS + 10 * MINUTE_MS },
  26: { scenario: 'client-clock-behind' },
  29: { scenario: 'client-clock-ahead' },
  32: { scenario: 'rate-limited-no-retry-after', ends: ['complete', 'failed'] },
  35: { scenario: 'reset-mid-member-once', ends: ['complete', 'failed'] },
  // Once more at once.
  36: { advanceMs: 0 },
  38: { scenario: 'partial-several', ends: ['partial', 'failed'] },
};

const fortyDays: Case = {
  id: 'sequences.forty-days',
  area: 'sequences',
  title:
    'A client that runs daily for 40 days, with bad nights and clocks that are off, has every row once in the end.',
  world: { now: BEGIN },
  sequence: true,
  runs: Array.from({ length: NIGHTS }, (_, index) => ({
    operation: 'resume',
    parameters: { since: BEGIN },
    advanceMs: DAY_MS,
    ends: ['complete'],
    ...unusual[index + 1],
  })),
  checks: [endsOfRuns, ...together, ...rowsTogether],
};

/** A day of May 2024, and the time in it. */
const may = (day: number, time: string): string => `2024-05-${String(day).padStart(2, '0')}T${time}+00:00`;

/**
 * From half past midnight, each night the days until the last midnight. The day that each night ends with.
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
  title: 'A client that is told each night to stop at midnight has every row once in the end.',
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

/** The day that is exported in each run; one that failed is exported again. */
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
  title: 'A client that is given every window, and those again that failed, has every row once in the end.',
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

/** Many runs in a row, with what happens to a client in the course of time. */
export const sequenceCases: readonly Case[] = [fortyDays, untilMidnight, givenWindows];
