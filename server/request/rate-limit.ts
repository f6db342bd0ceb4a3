import { type ErrorResponse, errorResponse } from '../http/error-response.ts';
import { httpDate } from '../http/session-response.ts';

/**
 * The error response of the rate limit. `ms` is the remaining time, `retryAfter` the form of the header, and
 * `now` the session's clock.
 */
export function rateLimited(ms: number, retryAfter: 'seconds' | 'date' | 'none', now: number): ErrorResponse {
  const seconds = Math.ceil(ms / 1000);
  const headers = {
    seconds: { 'Retry-After': String(seconds) },
    date: { 'Retry-After': httpDate(now + seconds * 1000) },
    none: {},
  }[retryAfter];
  return errorResponse('rate_limited', {}, `too many requests: retry after ${seconds} s`).withHeaders(
    headers,
  );
}
