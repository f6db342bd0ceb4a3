import type { IncomingMessage } from 'node:http';

const ABSOLUTE = /^https?:\/\/([^/?#]*)/i;

/**
 * The reason why the host of a request is not clear, RFC 9112 section 3.2: there is no `Host` header, there
 * are two, or the target names another host than the header. `undefined` for a valid request.
 */
export function hostMistake({
  url = '',
  headers,
  rawHeaders,
  httpVersion,
}: IncomingMessage): string | undefined {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]?.length === 4 && rawHeaders[at]?.toLowerCase() === 'host') hosts += 1;
  if (hosts > 1) return `expected one Host header, got ${hosts}: send only the host of the request.`;
  if (hosts === 0 && httpVersion === '1.1')
    return 'expected a Host header, got none: HTTP/1.1 requires it in every request.';
  const authority = targetHost({ url });
  // HTTP/1.0 has no Host header.
  if (authority === undefined || headers.host === undefined) return undefined;
  const named = plain(authority.slice(authority.lastIndexOf('@') + 1));
  if (named === plain(headers.host)) return undefined;
  return 'expected the same host in the target and the Host header, got two: send the same in both.';
}

/** The host in an absolute target, with its port; undefined for a target that is a path. */
export function targetHost({ url = '' }: Pick<IncomingMessage, 'url'>): string | undefined {
  return url.startsWith('/') ? undefined : ABSOLUTE.exec(url)?.[1];
}

/** A host in lower case, without a default port. */
function plain(host: string): string {
  return host.toLowerCase().replace(/:(?:80|443)$/, '');
}
