import { baseOf, HEADERS } from './build-request.ts';
import { Failure } from './failure.ts';
import { formatInstant } from './instant.ts';
import type { ReferenceOptions } from './options.ts';
import type { FilesRange, ReferenceRequest } from './parts.ts';

const REQUESTS = '/api/v1/export/requests';
const JSON_HEADERS = { ...HEADERS, accept: 'application/json' };

/** The months that one export request may have. */
const MOST_MONTHS = 2;

/** Cuts a window into those of export requests: an export request is limited to two months. */
export function filesRanges({ since, until }: FilesRange): readonly FilesRange[] {
  const end = monthsAfter(since, MOST_MONTHS);
  if (until <= end) return [{ since, until }];
  // `until` takes in the whole second that it names.
  return [{ since, until: end - 1000 }, ...filesRanges({ since: end, until })];
}

/** The same day and time some months later, or the last day of that month. */
function monthsAfter(at: number, months: number): number {
  const date = new Date(at);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return new Date(at).setUTCMonth(date.getUTCMonth() + months, Math.min(date.getUTCDate(), lastDay));
}

/** The request that creates an export request: a POST with the window in the query. */
export function createRequest(
  options: ReferenceOptions,
  { since, until }: FilesRange,
  token: string,
): ReferenceRequest {
  const query = `since=${encodeURIComponent(formatInstant(since))}&until=${encodeURIComponent(formatInstant(until))}`;
  const url = new URL(`${baseOf(options)}${REQUESTS}?${query}`);
  return { url, headers: JSON_HEADERS, token, method: 'POST' };
}

export function statusRequest(options: ReferenceOptions, id: string, token: string): ReferenceRequest {
  const url = new URL(`${baseOf(options)}${REQUESTS}/${encodeURIComponent(id)}`);
  return { url, headers: JSON_HEADERS, token };
}

/** The request for an archive, as the link names it: without the token, which is for the API only. */
export function downloadRequest(link: string): ReferenceRequest {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw new Failure('a link of the export request is no address');
  return { url, headers: HEADERS, token: undefined };
}
