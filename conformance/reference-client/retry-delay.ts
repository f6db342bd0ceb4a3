import type { Limits } from './options.ts';
import type { Answer } from './parts.ts';

/** Timers may be early by a little. */
const TOLERANCE_MS = 20;

/**
 * The delay that the server demands, in seconds or until a date. Without one, the delay doubles each time and
 * has a random part, so that clients that failed together do not retry together.
 */
export function retryDelay(tries: number, answer: Answer | undefined, { firstWaitMs }: Limits): number {
  const usual = firstWaitMs * 2 ** (tries - 1) * (1 + Math.random() / 4);
  const delay = answer === undefined ? undefined : retryAfterMs(answer);
  return delay === undefined ? usual : delay + TOLERANCE_MS;
}

function retryAfterMs({ headers }: Answer): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const until = Date.parse(text);
  if (Number.isNaN(until)) return undefined;
  // By the server's own clock: that of this machine may be off.
  const now = Date.parse(headers.date ?? '');
  return Math.max(0, until - (Number.isNaN(now) ? Date.now() : now));
}
