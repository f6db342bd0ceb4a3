import { SECOND_MS } from '../../schemas/durations.ts';
import { parseInstant } from './instant.ts';
import type { Answer, ArchiveFacts, AskedWindow, Coverage } from './parts.ts';
import { requestValues } from './request-text.ts';

/**
 * The window that an export covers. `until` takes in the whole second that it names, and nothing is newer
 * than the server's clock, which stands in the name of the download: an export that was asked for too early
 * ends there, to the millisecond. The next window begins one millisecond after it. A clock that was set back
 * never moves it back.
 */
export function coverage(asked: AskedWindow, facts: ArchiveFacts, answer: Answer): Coverage | undefined {
  const { since } = asked;
  const written = parseInstant(requestValues(facts).get('until') ?? '');
  const until = written ?? asked.until;
  // Without a time in the name, request.txt has it if the request had no `until`; else the response headers
  // must do.
  const now = nameClock(answer) ?? (asked.until === undefined ? written : undefined) ?? headClock(answer);
  if (since === undefined || now === undefined) return undefined;
  const endOfSecond = until === undefined ? now : Math.floor(until / SECOND_MS) * SECOND_MS + SECOND_MS - 1;
  return { since, until: Math.max(Math.min(endOfSecond, now), since - 1) };
}

/** `export-<unix milliseconds>.zip`. */
function nameClock({ headers }: Answer): number | undefined {
  const name = /export-(\d{12,14})\.zip/.exec(headers['content-disposition'] ?? '')?.[1];
  return name === undefined ? undefined : Number(name);
}

/**
 * `Date` has whole seconds and may be slightly later than the export: a duplicated row is better than a lost
 * one.
 */
function headClock({ headers }: Answer): number | undefined {
  const date = Date.parse(headers.date ?? '');
  return Number.isNaN(date) ? undefined : date - SECOND_MS;
}
