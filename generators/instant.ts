import { DAY_MS, MINUTE_MS, SECOND_MS } from '../schemas/durations.ts';

const two = (n: number) => String(n).padStart(2, '0');
const MINUTES = Array.from({ length: 1440 }, (_, n) => `${two(Math.floor(n / 60))}:${two(n % 60)}:`);
const SECONDS = Array.from({ length: 60 }, (_, n) => `${two(n)}.`);
const MILLISECONDS = Array.from({ length: 1000 }, (_, n) => `${String(n).padStart(3, '0')}Z`);

/** The number of cached dates: the instants of an export lie within a few days, so few dates are needed. */
const DATES_KEPT = 256;
const dates = new Map<number, string>();

function dateText(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  if (dates.size >= DATES_KEPT) dates.clear();
  const text = new Date(day * DAY_MS).toISOString().slice(0, 11);
  dates.set(day, text);
  return text;
}

/** An instant in the format of exports: `2018-01-03T02:31:55.609Z`. */
export function instantText(instant: number): string {
  const day = Math.floor(instant / DAY_MS);
  const inDay = instant - day * DAY_MS;
  const minute = Math.floor(inDay / MINUTE_MS);
  const inMinute = inDay - minute * MINUTE_MS;
  const second = Math.floor(inMinute / SECOND_MS);
  return dateText(day) + MINUTES[minute] + SECONDS[second] + MILLISECONDS[inMinute - second * SECOND_MS];
}
