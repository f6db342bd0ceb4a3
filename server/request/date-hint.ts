import { DAY_MS } from '../../schemas/durations.ts';
import type { Query } from '../http/query.ts';
import { parseInstant } from './instant.ts';

/** The maximum length of a date, characters; `parseInstant` rejects longer texts. */
const MAX_LENGTH = 48;

/** The reason why a text is not a date, and a suggestion in a valid form. */
interface Why {
  readonly why: string;
  readonly meant?: string;
}

const CALENDAR =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ](\d{1,2})(?::(\d{1,2}))?(?::(\d{1,2})(?:[.,](\d{0,40}))?)?)?(.*)$/s;
const OFFSET = /^ ?[+-](\d{2}):?(\d{2})$/;
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

/** Common date formats that are not accepted, in the order in which they are tried. */
const forms: readonly (readonly [form: RegExp, why: (...parts: string[]) => Why])[] = [
  [
    /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?$/,
    (year, month, day, hour, minute, second = '00') => ({
      why: 'a T separates date and time',
      meant: `${year}-${month}-${day}T${hour}:${minute}:${second}Z`,
    }),
  ],
  [
    /^(\d{9,19})(?:\.\d{1,9})?$/,
    (digits = '') => ({ why: 'this looks like Unix time', meant: unixDate(digits) }),
  ],
  [
    /^(\d{4})-?[Ww](\d{2})(?:-?([1-7]))?$/,
    (year, week, day = '1') => ({
      why: 'week dates are not accepted; use year, month and day',
      meant: weekDate(Number(year), Number(week), Number(day)),
    }),
  ],
  [
    /^(\d{4})-?(\d{3})$/,
    (year, day) => ({
      why: 'ordinal dates are not accepted; use year, month and day',
      meant: dateText(Date.UTC(Number(year), 0, 1) + (Number(day) - 1) * DAY_MS),
    }),
  ],
  [/^(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b/, (year, month, day) => withHyphens(year, month, day)],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4})\b/, (month, day, year) => yearFirst(year, month, day)],
  [/^(\d{1,2})[.-](\d{1,2})[.-](\d{4})\b/, (day, month, year) => yearFirst(year, month, day)],
  [
    /^(\d{2})-(\d{2})-(\d{2})\b/,
    (year, month, day) => ({ why: 'a year has four digits', meant: `20${year}-${month}-${day}` }),
  ],
  [/^[+-]?\d{5,12}-(\d{1,2})-(\d{1,2})\b/, () => ({ why: 'a year has four digits' })],
  [
    /^(\d{4})(?:-?(\d{1,2}))?$/,
    (year, month = '01') => ({ why: 'the day is missing', meant: `${year}-${two(month)}-01` }),
  ],
  [
    /^(\d{4}-\d{1,2}-\d{1,2})(Z|[ +-]\d{2}(?::?\d{2})?)$/i,
    (date, offset = '') => ({
      why: 'a date without a time has no offset',
      meant: `${date}T00:00:00${offset.replace(' ', '+')}`,
    }),
  ],
  [
    /^(\d.{7,40}\d) ?(?:UTC|GMT)$/i,
    (rest = '') => ({ why: 'UTC is written Z', meant: `${rest.replace(' ', 'T')}Z` }),
  ],
  [
    /^([A-Za-z]{3,9},? .{8,40})$/,
    (text = '') => ({ why: 'month and day are numbers', meant: parsedDate(text) }),
  ],
  [/^-?[Pp]\d/, () => ({ why: 'durations are not accepted' })],
  [/^-?\d{1,8}$/, () => ({ why: 'the only number accepted is 0, which means everything' })],
  [/^[A-Za-z]/, () => ({ why: 'words are not accepted' })],
];

/**
 * Explains why a text is not a date, with a suggestion if its format is known. `inQuery` escapes the
 * suggestion for a query. `undefined` when there is no explanation.
 */
export function whyNoDate(text: string, inQuery = true): string | undefined {
  if (text.length > MAX_LENGTH) return `expected at most ${MAX_LENGTH} characters`;
  const found = whyNotInForm(text) ?? whyNotInCalendar(text);
  if (found === undefined) return undefined;
  const { why, meant = '' } = found;
  if (parseInstant(meant) === undefined) return why;
  return `${why}; did you mean ${inQuery ? meant.replaceAll('+', '%2B') : meant}?`;
}

/**
 * Tells whether the effective value of a parameter is a date and an offset without a time between them: after
 * decoding it looks like a time.
 */
export function isDateWithOffset({ raw }: Query, name: string): boolean {
  const value = raw
    .split('&')
    .map((pair) => decodedOnce(pair))
    .findLast((pair) => pair.startsWith(`${name}=`) && /[^ +]/.test(pair.slice(name.length + 1)));
  return value !== undefined && DATE_WITH_OFFSET.test(value.slice(name.length + 1).trim());
}

const DATE_WITH_OFFSET = /^\+{0,9}\d{4}-\d{1,2}-\d{1,2}\+\d{2}(?::?\d{2})?\+{0,9}$/;

/**
 * A pair of a query with decoded escapes and unchanged plus signs. A pair with a broken escape stays as it
 * is.
 */
function decodedOnce(pair: string): string {
  try {
    return decodeURIComponent(pair);
  } catch {
    return pair;
  }
}

function whyNotInForm(text: string): Why | undefined {
  for (const [form, why] of forms) {
    const parts = form.exec(text);
    if (parts !== null) return why(...parts.slice(1));
  }
  return undefined;
}

function whyNotInCalendar(text: string): Why | undefined {
  const parts = CALENDAR.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (month < 1 || month > 12) return { why: `there is no month ${month}` };
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  if (day < 1) return { why: 'days begin with 1', meant: `${parts[1]}-${two(String(month))}-01` };
  if (day > days) {
    const name = `${MONTHS[month - 1]}${month === 2 ? ` ${year}` : ''}`;
    return { why: `${name} has ${days} days`, meant: `${parts[1]}-${two(String(month))}-${days}` };
  }
  if (hour > 24 || (hour === 24 && minute + second > 0)) return { why: 'a day has 24 hours, from 00 to 23' };
  if (minute > 59) return { why: 'an hour has 60 minutes, from 00 to 59' };
  if (second > 59) return { why: 'a minute has 60 seconds, from 00 to 59' };
  if ((parts[7] ?? '').length > 9) return { why: 'a second has at most nine digits behind the point' };
  const [, hours = '0', minutes = '0'] = OFFSET.exec(parts[8] ?? '') ?? [];
  return Number(hours) > 23 || Number(minutes) > 59 ? { why: 'an offset is at most 23:59' } : undefined;
}

function withHyphens(year = '', month = '', day = ''): Why {
  return { why: 'a date has hyphens', meant: `${year}-${two(month)}-${two(day)}` };
}

/** If the month is above 12, month and day are swapped. */
function yearFirst(year = '', month = '', day = ''): Why {
  const [first, second] = Number(month) > 12 ? [day, month] : [month, day];
  return { why: 'a date begins with the year', meant: `${year}-${two(first)}-${two(second)}` };
}

/** The unit (seconds, milliseconds, microseconds or nanoseconds) follows from the number of digits. */
function unixDate(digits: string): string {
  const power = Math.floor((digits.length - 9) / 3);
  return dateText(Math.floor(Number(digits) * 1000 ** (1 - Math.min(power, 3))), true);
}

/** ISO 8601: the first week contains the fourth of January; weeks begin on Mondays. */
function weekDate(year: number, week: number, day: number): string {
  const fourth = Date.UTC(year, 0, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY_MS;
  return week < 1 || week > 53 ? '' : dateText(monday + ((week - 1) * 7 + day - 1) * DAY_MS);
}

function parsedDate(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? '' : dateText(at, true);
}

/** The date as a text; `''` for an invalid instant. */
function dateText(at: number, withTime = false): string {
  const text = Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : '';
  return withTime ? text : text.slice(0, 10);
}

function two(text: string): string {
  return text.padStart(2, '0');
}
