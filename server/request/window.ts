import type { Window } from '../../generators/index.ts';
import type { Assumptions, NetworkProfile } from '../../schemas/index.ts';
import { ErrorResponse } from '../http/error-response.ts';
import { lastValueOf, type Query } from '../http/query.ts';
import { badParameter } from './bad-parameter.ts';
import { isDateWithOffset } from './date-hint.ts';
import { errorResponses } from './errors.ts';
import { type Instant, parseInstant } from './instant.ts';

/** The window of an export. */
export interface ExportWindow {
  /** The window of the response, Unix milliseconds. `until` is inclusive. */
  readonly since: number;
  readonly until: number;
  /** The window for the generators. Empty (`from` equals `to`) when nothing can be in it. */
  readonly window: Window;
}

/** The data for reading a window. */
interface Reading {
  readonly profile: NetworkProfile;
  readonly now: number;
  readonly assumptions: Assumptions;
  /** True if every window ends at 00:00 GMT, in any profile. */
  readonly untilAtMidnight?: boolean;
}

/** `since=0` asks for everything. */
const EVERYTHING: Instant = { at: 0, midnight: 0 };

/** Reads `since` and `until`. */
export function readWindow(query: Query, reading: Reading): ExportWindow | ErrorResponse {
  const since = readSince(query, reading);
  if (since instanceof ErrorResponse) return since;
  const until = readUntil(query, since.at, reading);
  if (until instanceof ErrorResponse) return until;
  return spanOf(since.at, until ?? latest(reading), reading);
}

function readSince(query: Query, { assumptions }: Reading): Instant | ErrorResponse {
  const since = readDate(query, 'since', assumptions) ?? errorResponses.sinceMissing(query);
  return since instanceof ErrorResponse ? badParameter(since, EVERYTHING, assumptions) : since;
}

/** The end of the window; undefined without `until`. It must not be before `since`. */
function readUntil(query: Query, since: number, reading: Reading): number | ErrorResponse | undefined {
  const { assumptions } = reading;
  const until = readDate(query, 'until', assumptions);
  if (until instanceof ErrorResponse) return badParameter(until, undefined, assumptions);
  if (until === undefined) return undefined;
  const end = endOf(until, reading);
  if (end >= since) return end;
  const error = errorResponses.untilBeforeSince(
    lastValueOf(query, 'since') ?? '',
    lastValueOf(query, 'until') ?? '',
  );
  return badParameter(error, undefined, assumptions);
}

/** The instant of `until`: by a switch in the older profiles, or by a scenario, only its date counts. */
function endOf(until: Instant, { profile, assumptions, untilAtMidnight }: Reading): number {
  const dateOnly = profile !== 'current' && assumptions['legacy-until'] === 'midnight';
  return dateOnly || untilAtMidnight ? until.midnight : until.at;
}

/** The end of a window without `until`. */
function latest({ profile, now, assumptions, untilAtMidnight }: Reading): number {
  const today = profile !== 'current' && assumptions['legacy-until-default'] === 'today';
  return today || untilAtMidnight ? new Date(now).setUTCHours(0, 0, 0, 0) : now;
}

/** A date, a space, and possibly an offset whose plus sign was decoded. */
const LIKE_A_TIME = /^\d{4}-\d{1,2}-\d{1,2}[ +]\d{2}(?::?\d{2})?$/;

function readDate(query: Query, name: string, assumptions: Assumptions): Instant | ErrorResponse | undefined {
  const text = lastValueOf(query, name);
  if (text === undefined) return undefined;
  if (LIKE_A_TIME.test(text) && isDateWithOffset(query, name))
    return errorResponses.invalidDate(name, text.replace(' ', '+'));
  const zone = assumptions['date-without-offset'];
  return parseInstant(text, zone === 'utc' ? 'Z' : zone) ?? errorResponses.invalidDate(name, text);
}

/** The range of four-digit years, Unix milliseconds. */
const FIRST = Date.parse('0000-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Limits an instant to four-digit years, so that it can be read again: an offset may have led out of them.
 */
function written(at: number): number {
  return Math.min(Math.max(at, FIRST), LAST);
}

/**
 * `until` includes the whole second that it names. The window is limited to 1970 until the clock. A window
 * that begins after its end is empty.
 */
function spanOf(since: number, until: number, { now, assumptions }: Reading): ExportWindow {
  const to = Math.max(0, Math.min(Math.floor(until / 1000) * 1000 + 1000, now + 1));
  const from = Math.min(Math.max(since, 0), to);
  const begins = written(since);
  const things = assumptions['things-in-window'] === 'latest-change' ? 'latest' : 'touched';
  return { since: begins, until: Math.max(begins, written(until)), window: { from, to, now, things } };
}
