import { types } from 'node:util';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** No spelling of a date is longer; whatever is, is not looked at. */
const LONGEST = 48;

/** `2020-02-09T00:00:00.000000+00:00`, less precise, unpadded, with a space for the `T` or for the `+` that a form decoder ate. */
const EXTENDED =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ](\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(?: ?([Zz]|[+-]\d{2}:?\d{2}|[+-]\d{2})| (\d{2}:?\d{2}|\d{2}))?)?$/;

/** `20200209T000000Z`, the same without separators. */
const BASIC =
  /^(\d{4})(\d{2})(\d{2})(?:[Tt](\d{2})(?:(\d{2})(?:(\d{2})(?:[.,](\d{1,9}))?)?)?(?:([Zz]|[+-]\d{2}:?\d{2}|[+-]\d{2})| (\d{2}:?\d{2}|\d{2}))?)?$/;

/** A date as a client wrote it. */
export interface Instant {
  /** Unix milliseconds; finer digits are dropped. */
  readonly at: number;
  /** 00:00 GMT of the calendar date as written, whatever the offset, Unix milliseconds. */
  readonly midnight: number;
}

/** Understands ISO 8601 in every spelling that clients send, and `0` for the beginning of time. `zone` is the offset of a date that has none, UTC when left out. Undefined for anything else, days that no calendar has included. */
export function parseInstant(text: string, zone = 'Z'): Instant | undefined {
  if (text === '0') return { at: 0, midnight: 0 };
  if (text.length > LONGEST) return undefined;
  const parts = EXTENDED.exec(text) ?? BASIC.exec(text);
  if (parts === null) return undefined;
  const midnight = midnightOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  const time = timeOf(Number(parts[4] ?? 0), Number(parts[5] ?? 0), Number(parts[6] ?? 0), parts[7] ?? '');
  const offset = offsetOf(parts[8] ?? parts[9] ?? zone);
  if (midnight === undefined || time === undefined || offset === undefined) return undefined;
  return { at: midnight + time - offset, midnight };
}

/** The same of what a program may give: ISO 8601, Unix milliseconds (what is finer is dropped) or a Date. Unix milliseconds; undefined for anything else. */
export function readInstant(value: unknown): number | undefined {
  if (typeof value === 'string') return parseInstant(value)?.at;
  const at = types.isDate(value) ? value.getTime() : value;
  return typeof at === 'number' && Number.isFinite(at) ? Math.floor(at) : undefined;
}

function midnightOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.getTime() : undefined;
}

/** Milliseconds since midnight. `24:00` is the end of the day; there is no leap second. */
function timeOf(hour: number, minute: number, second: number, fraction: string): number | undefined {
  const millisecond = Number(fraction.padEnd(3, '0').slice(0, 3));
  if (minute > 59 || second > 59) return undefined;
  const time = hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + millisecond;
  return time <= DAY_MS ? time : undefined;
}

/** `Z`, `+01:00`, `-0800`, `+05`, and `01:00` whose plus sign was decoded away. */
function offsetOf(text: string): number | undefined {
  if (text === 'Z' || text === 'z') return 0;
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/\D/g, '');
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2));
  return hours > 23 || minutes > 59 ? undefined : sign * (hours * HOUR_MS + minutes * MINUTE_MS);
}
