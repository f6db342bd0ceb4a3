import { type Refusal, refusal } from './refusal.ts';
import { machineNow } from './timers.ts';

/** The refusal of whoever asks too often. `ms` is how long nobody gets in, and `retryAfter` how the answer says so. */
export function rateLimited(ms: number, retryAfter: 'seconds' | 'date' | 'none'): Refusal {
  const seconds = Math.ceil(ms / 1000);
  const headers = {
    seconds: { 'Retry-After': String(seconds) },
    date: { 'Retry-After': new Date(machineNow() + seconds * 1000).toUTCString() },
    none: {},
  }[retryAfter];
  return refusal('rate_limited', {}, `too many requests: come back in ${seconds} s`).withHeaders(headers);
}
