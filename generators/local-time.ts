import { DAY_MS, HOUR_MS, WEEK_MS } from '../schemas/durations.ts';
import type { Site, SummerTime } from './text/index.ts';

/*
 * Clocks and holidays at the sites of a company, by rules of their own: a database of time zones differs from
 * machine to machine, and changes.
 */

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const THURSDAY = 3;
const MARCH = 2;
const OCTOBER = 9;
const NOVEMBER = 10;

/** The hours by which the clocks of a site are ahead of UTC in the week that begins at `week`. */
export function utcOffsetIn(site: Site, week: number): number {
  return site.utcOffset + (isSummer(site.summerTime, week) ? 1 : 0);
}

/** The day of the week at a site, 0 is Monday; by winter time. */
export function weekdayAt(site: Site, instant: number): number {
  const day = Math.floor((instant + site.utcOffset * HOUR_MS) / DAY_MS);
  // The first of January 1970 was a Thursday.
  return (day + THURSDAY) % 7;
}

function isSummer(rule: SummerTime, instant: number): boolean {
  const year = new Date(instant).getUTCFullYear();
  if (rule === 'none') return false;
  return rule === 'eu'
    ? instant >= weekdayOf(year, MARCH, 0, -1) && instant < weekdayOf(year, OCTOBER, 0, -1)
    : instant >= weekdayOf(year, MARCH, 0, 2) && instant < weekdayOf(year, NOVEMBER, 0, 1);
}

/**
 * The holidays of a year, each as the UTC midnight of its date.
 * @param rules `12-25` a date, `easter+1` so many days after Easter Sunday, `1 Mon 05` the first Monday of
 * May, `-1 Mon 05` the last one.
 */
export function holidaysIn(rules: readonly string[], year: number): ReadonlySet<number> {
  return new Set(rules.map((rule) => holidayIn(rule, year)));
}

function holidayIn(rule: string, year: number): number {
  if (rule.startsWith('easter')) return easterOf(year) + Number(rule.slice('easter'.length)) * DAY_MS;
  const [number, weekday, month] = rule.split(' ');
  if (weekday === undefined) return Date.parse(`${year}-${rule}T00:00:00Z`);
  return weekdayOf(year, Number(month) - 1, WEEKDAYS.indexOf(weekday), Number(number));
}

/** The n-th of a weekday (0 is Sunday) in a month; counted from its end when `n` is negative. */
function weekdayOf(year: number, month: number, weekday: number, n: number): number {
  const edge = n > 0 ? Date.UTC(year, month, 1) : Date.UTC(year, month + 1, 0);
  const ahead = n > 0 ? weekday - new Date(edge).getUTCDay() : new Date(edge).getUTCDay() - weekday;
  const days = (ahead + 7) % 7;
  return n > 0 ? edge + days * DAY_MS + (n - 1) * WEEK_MS : edge - days * DAY_MS + (n + 1) * WEEK_MS;
}

/** Easter Sunday by the Gregorian calendar. */
function easterOf(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const leaps = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  const epact = (leaps + 19 * golden + 15) % 30;
  const moon = epact - (epact > 28 || (epact === 28 && golden > 10) ? 1 : 0);
  const sunday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7;
  return Date.UTC(year, MARCH, 28 + moon - sunday);
}
