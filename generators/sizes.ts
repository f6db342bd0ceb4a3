/** A size that a person can select. */
export interface Size {
  /** The number of users on the first day; 15 % of that number join every year. */
  readonly users: number;
  readonly messagesPerDay: number;
  /**
   * The age of the network: it begins on the first day of the month (or, from 12 months on, of the year) that
   * is this number of months ago.
   */
  readonly months: number;
  readonly meaning: string;
}

export const sizes = {
  tiny: {
    users: 22,
    messagesPerDay: 9,
    months: 2,
    meaning: '25 users, a few hundred messages; small enough to read in full',
  },
  small: {
    users: 250,
    messagesPerDay: 110,
    months: 3,
    meaning: '260 users, ten thousand messages; every documented value occurs',
  },
  medium: {
    users: 4_000,
    messagesPerDay: 1_000,
    months: 24,
    meaning: '5,000 users, most of a million messages over two years',
  },
  large: {
    users: 30_000,
    messagesPerDay: 10_000,
    months: 60,
    meaning: '50,000 users, twenty million messages over five years',
  },
  huge: {
    users: 200_000,
    messagesPerDay: 320_000,
    months: 120,
    meaning: '500,000 users, a billion messages over ten years',
  },
} as const satisfies Readonly<Record<string, Size>>;

export type SizeName = keyof typeof sizes;

/**
 * The UTC midnight on which a network of a size begins when the clock shows `now`; the same for the whole
 * month, or the whole year.
 */
export function startOf(size: Size, now: number): number {
  const date = new Date(now);
  const month = size.months < 12 ? date.getUTCMonth() - size.months : -size.months;
  return Date.UTC(date.getUTCFullYear(), month, 1);
}
