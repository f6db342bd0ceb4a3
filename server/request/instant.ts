import { types } from 'node:util';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../schemas/durations.ts';

/** The maximum length of a date; longer texts are not parsed. */
const MAX_LENGTH = 48;

/**
 * `2020-02-09T00:00:00.000000+00:00`, less precise, unpadded, with a space for the `T` or for the `+` that a
 * form decoder removed.
 */
const EXTENDED =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ](\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(?: ?([Zz]|[+-]\d{2}:?\d{2}|[+-]\d{2})| (\d{2}:?\d{2}|\d{2}))?)?$/;

/** `20200209T000000Z`, the form without separators. */
const BASIC =
  /^(\d{4})(\d{2})(\d{2})(?:[Tt](\d{2})(?:(\d{2})(?:(\d{2})(?:[.,](\d{1,9}))?)?)?(?:([Zz]|[+-]\d{2}:?\d{2}|[+-]\d{2})| (\d{2}:?\d{2}|\d{2}))?)?$/;

/** A parsed date. */
export interface Instant {
  /** Unix milliseconds; finer digits are dropped. */
  readonly at: number;
  /** 00:00 GMT of the calendar date as written, whatever the offset, Unix milliseconds. */
  readonly midnight: number;
}

/**
 * Parses ISO 8601 in every form that clients send, and `0` for 1970-01-01.
 *
 * @param text The date.
 * @param zone The offset of a date that has none.
 * @returns `undefined` for anything else, including days that are not in the calendar.
 */
export function parseInstant(text: string, zone = 'Z'): Instant | undefined {
  if (text === '0') return { at: 0, midnight: 0 };
  if (text.length > MAX_LENGTH) return undefined;
  const parts = EXTENDED.exec(text) ?? BASIC.exec(text);
  if (parts === null) return undefined;
  const midnight = midnightOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  const time = timeOf(Number(parts[4] ?? 0), Number(parts[5] ?? 0), Number(parts[6] ?? 0), parts[7] ?? '');
  const offset = offsetOf(parts[8] ?? parts[9] ?? zone);
  if (midnight === undefined || time === undefined || offset === undefined) return undefined;
  return { at: midnight + time - offset, midnight };
}

/**
 * Reads an instant of a program: ISO 8601, Unix milliseconds (fractions are dropped) or a Date. Returns Unix
 * milliseconds; `undefined` for anything else.
 */
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

/** Milliseconds since midnight. `24:00` is the end of the day; leap seconds are not accepted. */
function timeOf(hour: number, minute: number, second: number, fraction: string): number | undefined {
  const millisecond = Number(fraction.padEnd(3, '0').slice(0, 3));
  if (minute > 59 || second > 59) return undefined;
  const time = hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + millisecond;
  return time <= DAY_MS ? time : undefined;
}

/** `Z`, `+01:00`, `-0800`, `+05`, and `01:00` whose plus sign was removed by decoding. */
function offsetOf(text: string): number | undefined {
  if (text === 'Z' || text === 'z') return 0;
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/\D/g, '');
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2));
  return hours > 23 || minutes > 59 ? undefined : sign * (hours * HOUR_MS + minutes * MINUTE_MS);
}
