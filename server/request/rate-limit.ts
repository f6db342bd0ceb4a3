import { type ErrorResponse, errorResponse } from '../http/error-response.ts';
import { httpDate } from '../http/session-response.ts';

/** The refusal of whoever asks too often. `ms` is how long nobody gets in, `retryAfter` how the answer says so, and `now` the session's clock. */
export function rateLimited(ms: number, retryAfter: 'seconds' | 'date' | 'none', now: number): ErrorResponse {
  const seconds = Math.ceil(ms / 1000);
  const headers = {
    seconds: { 'Retry-After': String(seconds) },
    date: { 'Retry-After': httpDate(now + seconds * 1000) },
    none: {},
  }[retryAfter];
  return errorResponse('rate_limited', {}, `too many requests: come back in ${seconds} s`).withHeaders(
    headers,
  );
}
