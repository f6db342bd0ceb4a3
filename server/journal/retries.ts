import { parseQuery, rawQuery } from '../http/query.ts';
import type { ExchangeRecord } from './exchange-record.ts';

/** The tolerance for inexact timers of clients, milliseconds. */
const TOLERANCE_MS = 10;

/**
 * Finds a retry before the time that an earlier response named. Only responses that were over when the
 * request came count. Returns at most one text.
 */
export function cameTooEarly(record: ExchangeRecord, others: readonly ExchangeRecord[]): readonly string[] {
  const waits = others
    .filter((other) => other.closedUntil > record.startedMs + TOLERANCE_MS && other.id < record.id)
    .filter((other) => endOf(other) <= record.startedMs && whoOf(other) === whoOf(record));
  const early = Math.round(Math.max(0, ...waits.map(({ closedUntil }) => closedUntil - record.startedMs)));
  return waits.length === 0 ? [] : [`retried ${early} ms before the time in Retry-After: wait until then.`];
}

function endOf({ startedMs, endAfterMs = Number.POSITIVE_INFINITY }: ExchangeRecord): number {
  return startedMs + endAfterMs;
}

/** The token identifies the client. */
function whoOf(record: ExchangeRecord): string {
  const query = parseQuery(rawQuery(record.target));
  return record.header('authorization') ?? query.values.get('access_token')?.at(-1) ?? '';
}
