import { parseQuery, rawQuery } from '../http/query.ts';
import type { ExchangeRecord } from './exchange-record.ts';

/** The tolerance for inexact timers of clients: milliseconds, and a share of the time to wait. */
const TOLERANCE_MS = 50;
const TOLERANCE_SHARE = 0.1;
/** The time in which a client that makes several requests at once sends others before it reads a response. */
const IN_FLIGHT_MS = 100;

/**
 * Finds a retry before the time that an earlier response named. Only responses that were over when the
 * request came count, and for a request of something else only those that its sender could have read. Returns
 * at most one text.
 */
export function cameTooEarly(record: ExchangeRecord, others: readonly ExchangeRecord[]): readonly string[] {
  const waits = others
    .filter((other) => other.id < record.id && whoOf(other) === whoOf(record))
    .filter((other) => other.closedUntil > record.startedMs + toleranceOf(other))
    .filter((other) => readableAt(other, record) <= record.startedMs);
  const early = Math.round(Math.max(0, ...waits.map(({ closedUntil }) => closedUntil - record.startedMs)));
  return waits.length === 0 ? [] : [`retried ${early} ms before the time in Retry-After: wait until then.`];
}

function toleranceOf(refused: ExchangeRecord): number {
  return Math.max(TOLERANCE_MS, (refused.closedUntil - endOf(refused)) * TOLERANCE_SHARE);
}

function readableAt(refused: ExchangeRecord, record: ExchangeRecord): number {
  return endOf(refused) + (refused.target === record.target ? 0 : IN_FLIGHT_MS);
}

function endOf({ startedMs, endAfterMs = Number.POSITIVE_INFINITY }: ExchangeRecord): number {
  return startedMs + endAfterMs;
}

/** The token identifies the client. */
function whoOf(record: ExchangeRecord): string {
  const query = parseQuery(rawQuery(record.target));
  return record.header('authorization') ?? query.values.get('access_token')?.at(-1) ?? '';
}
