import { parseInstant } from './instant.ts';

const CALENDAR = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ](\d{1,2})(?::(\d{1,2}))?(?::(\d{1,2}))?)?/;
const WEEK = /^\d{4}-?[Ww]\d{2}/;
const DAY_OF_YEAR = /^\d{4}-?\d{3}$/;
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const GERMAN = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const UNIX = /^\d{9,13}$/;
const DATE_WITH_OFFSET = /^(\d{4}-\d{1,2}-\d{1,2})[ +-](\d{2}:?\d{2})$/;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const THIRTEEN_DIGITS = 13;

/** Why a text is no date, with what may have been meant in a form that is read; undefined for one about which nothing can be said. */
export function whyNoDate(text: string): string | undefined {
  if (UNIX.test(text)) return `this looks like Unix time; ${meant(unixDate(text))}`;
  if (WEEK.test(text)) return 'weeks are not read; ISO 8601 as year, month and day is';
  if (DAY_OF_YEAR.test(text)) return 'days of the year are not read; ISO 8601 as year, month and day is';
  const [, month = '', day = '', year = ''] = AMERICAN.exec(text) ?? [];
  if (year !== '') return `a date begins with the year; ${meant(`${year}-${two(month)}-${two(day)}`)}`;
  const [, first = '', second = '', last = ''] = GERMAN.exec(text) ?? [];
  if (last !== '') return `a date begins with the year; ${meant(`${last}-${two(second)}-${two(first)}`)}`;
  const [, date = '', offset = ''] = DATE_WITH_OFFSET.exec(text) ?? [];
  if (date !== '') return `a date without a time has no offset; ${meant(`${date}T00:00:00%2B${offset}`)}`;
  return whyNotInCalendar(text);
}

/** Whether a raw query gives a date and an offset without a time between them: after decoding it looks like a time. */
export function isDateWithOffset(rawQuery: string, name: string): boolean {
  return rawQuery
    .split('&')
    .some((pair) => pair.startsWith(`${name}=`) && RAW_DATE_WITH_OFFSET.test(pair.slice(name.length + 1)));
}

const RAW_DATE_WITH_OFFSET = /^\d{4}-\d{1,2}-\d{1,2}(?:\+|%2[Bb])\d{2}(?::|%3[Aa])?\d{2}$/;

function whyNotInCalendar(text: string): string | undefined {
  const parts = CALENDAR.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  if (month < 1 || month > 12) return `there is no month ${month}`;
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  if (day < 1) return 'days begin with 1';
  if (day > days) {
    const name = `${MONTHS[month - 1]}${month === 2 ? ` ${year}` : ''}`;
    return `${name} has ${days} days; ${meant(`${parts[1]}-${two(String(month))}-${days}`)}`;
  }
  if (hour > 24 || (hour === 24 && minute + second > 0)) return 'a day has 24 hours';
  if (minute > 59) return 'an hour has 60 minutes, from 00 to 59';
  return second > 59 ? 'a minute has 60 seconds, from 00 to 59' : undefined;
}

function unixDate(text: string): string {
  const at = text.length >= THIRTEEN_DIGITS ? Number(text) : Number(text) * 1000;
  return new Date(at).toISOString();
}

function two(text: string): string {
  return text.padStart(2, '0');
}

/** Names a form that is read; what would not be read either is not named. */
function meant(text: string): string {
  return parseInstant(decodeURIComponent(text)) === undefined ? 'send ISO 8601' : `did you mean ${text}?`;
}
