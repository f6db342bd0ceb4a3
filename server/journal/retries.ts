import { parseQuery, rawQuery } from '../http/query.ts';
import type { ExchangeRecord } from './recording.ts';

/** Timers of clients are not exact: so many milliseconds too early are on time. */
const TOLERANCE_MS = 10;

/** Whether somebody came back sooner than an answer told them: a text, or none. Only answers that were over when the request came could be known. */
export function cameTooEarly(
  recording: ExchangeRecord,
  others: readonly ExchangeRecord[],
): readonly string[] {
  const told = others
    .filter((other) => other.closedUntil > recording.startedMs + TOLERANCE_MS && other.id < recording.id)
    .filter((other) => endOf(other) <= recording.startedMs && whoOf(other) === whoOf(recording));
  const early = Math.round(Math.max(0, ...told.map(({ closedUntil }) => closedUntil - recording.startedMs)));
  return told.length === 0
    ? []
    : [`came back ${early} ms before the time that Retry-After named: wait for as long as it says.`];
}

function endOf({ startedMs, endAfterMs = Number.POSITIVE_INFINITY }: ExchangeRecord): number {
  return startedMs + endAfterMs;
}

/** Whoever brings the same token. */
function whoOf(recording: ExchangeRecord): string {
  const query = parseQuery(rawQuery(recording.target));
  return recording.header('authorization') ?? query.values.get('access_token')?.at(-1) ?? '';
}
