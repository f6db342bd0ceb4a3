/** A point in time as ZIP stores it: two 16-bit numbers. */
export interface DosTime {
  /** Bits 15-11 hour, 10-5 minute, 4-0 second / 2. */
  readonly time: number;
  /** Bits 15-9 year - 1980, 8-5 month (1-12), 4-0 day. */
  readonly date: number;
}

const EARLIEST = Date.UTC(1980, 0, 1);
const LATEST = Date.UTC(2107, 11, 31, 23, 59, 58);

/**
 * Unix milliseconds as DOS time in UTC, rounded down to an even second. A time outside the DOS range becomes
 * its first or last value.
 */
export function dosTime(unixMs: number): DosTime {
  const at = new Date(Math.min(Math.max(unixMs, EARLIEST), LATEST));
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}
