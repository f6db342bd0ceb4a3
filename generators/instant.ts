import { MINUTE, SECOND } from './calendar.ts';

const SECONDS = Array.from({ length: 60 }, (_, n) => `${String(n).padStart(2, '0')}.`);
const MILLISECONDS = Array.from({ length: 1000 }, (_, n) => `${String(n).padStart(3, '0')}Z`);

let cachedMinute = Number.NaN;
let cachedText = '';

/** An instant as exports write it: `2018-01-03T02:31:55.609Z`. What is written one after another is mostly of the same minute. */
export function instantText(instant: number): string {
  const minute = Math.floor(instant / MINUTE);
  if (minute !== cachedMinute) {
    cachedMinute = minute;
    cachedText = new Date(minute * MINUTE).toISOString().slice(0, 17);
  }
  const rest = instant - minute * MINUTE;
  const seconds = Math.floor(rest / SECOND);
  return `${cachedText}${SECONDS[seconds]}${MILLISECONDS[rest - seconds * SECOND]}`;
}
