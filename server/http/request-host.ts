import type { IncomingMessage } from 'node:http';

const ABSOLUTE = /^https?:\/\/([^/?#]*)/i;

/**
 * Why nobody can say which host a request is for, RFC 9112 section 3.2: it names two, or its target names another one
 * than its header. Undefined where one is named.
 */
export function hostMistake({ url = '', headers, rawHeaders }: IncomingMessage): string | undefined {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]?.length === 4 && rawHeaders[at]?.toLowerCase() === 'host') hosts += 1;
  if (hosts > 1) return `expected one Host header, got ${hosts}: send the one that the request is for.`;
  const authority = url.startsWith('/') ? undefined : ABSOLUTE.exec(url)?.[1];
  // HTTP/1.0 knows no Host.
  if (authority === undefined || headers.host === undefined) return undefined;
  const named = plain(authority.slice(authority.lastIndexOf('@') + 1));
  if (named === plain(headers.host)) return undefined;
  return 'expected the host of the target in the Host header too, got another one: send the same in both.';
}

/** A host in one spelling, without the port that its scheme has anyway. */
function plain(host: string): string {
  return host.toLowerCase().replace(/:(?:80|443)$/, '');
}
