import type { IncomingMessage } from 'node:http';
import { isLoopbackHost } from '../loopback.ts';

/** What a page of another site may not do; undefined for what is allowed, and otherwise what would be. */
export function refusalOf({
  method,
  headers,
}: Pick<IncomingMessage, 'method' | 'headers'>): string | undefined {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (!isLoopbackHost(host)) {
    return 'Control is for this machine: expected a Host header that names it, as localhost does.';
  }
  if (method === 'GET' || method === 'HEAD') return undefined;
  const ours = `http://${host}`;
  const foreign = origin !== undefined && origin.toLowerCase() !== ours.toLowerCase();
  if (!foreign && (site === undefined || site === 'same-origin' || site === 'none')) return undefined;
  return `Nothing is changed for pages of other sites: expected no Origin but ${ours}.`;
}
