import { SETTLED } from './origin.ts';

/** Networks with fewer users are small, and with fewer still among the smallest. */
export const SMALL = 1000;
export const SMALLEST = 100;

/** A size that a person can select. */
export interface Size {
  /**
   * The number of users at any time. 15 % of that number join every year, and at least one every three weeks;
   * as many leave.
   */
  readonly users: number;
  readonly messagesPerDay: number;
  /**
   * The number of months with messages: they begin on the first day of the month (or, from 12 months on, of
   * the year) that is this number of months ago, or later: see `startOf`.
   */
  readonly months: number;
}

export const sizes = {
  tiny: {
    users: 22,
    messagesPerDay: 9,
    months: 2,
  },
  small: {
    users: 250,
    messagesPerDay: 110,
    months: 3,
  },
  medium: {
    users: 4_000,
    messagesPerDay: 1_000,
    months: 24,
  },
  large: {
    users: 30_000,
    messagesPerDay: 10_000,
    months: 60,
  },
  huge: {
    users: 200_000,
    messagesPerDay: 320_000,
    months: 120,
  },
} as const satisfies Readonly<Record<string, Size>>;

export type SizeName = keyof typeof sizes;

/**
 * The UTC midnight from which a network of a size has messages when the clock shows `now`; the same for the
 * whole month, or the whole year. When it moves, the oldest rows are cut off, and all others stay. So it is
 * never before the day from which on networks are settled: one that starts earlier has other members.
 */
export function startOf(size: Size, now: number): number {
  const date = new Date(now);
  const month = size.months < 12 ? date.getUTCMonth() - size.months : -size.months;
  const start = Date.UTC(date.getUTCFullYear(), month, 1);
  return now < SETTLED ? start : Math.max(start, SETTLED);
}
