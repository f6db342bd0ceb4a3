import type { IncomingMessage } from 'node:http';
import type { ControlAccess } from '../http/control-access.ts';
import { printable } from '../util/printable.ts';

/** What a caller from elsewhere and a page of another site may not do; undefined for what is allowed, and otherwise what would be. */
export function refusalOf(
  {
    method,
    headers,
    socket,
  }: Pick<IncomingMessage, 'method' | 'headers'> & {
    readonly socket: { readonly remoteAddress?: string | undefined };
  },
  access: ControlAccess,
): string | undefined {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (!access.allows({ peer: socket.remoteAddress, host })) {
    return `${access.text} Expected one of them, got a request from ${socket.remoteAddress ?? 'nowhere'} for the host ${shown(host)}: name the caller's network or the host with --control.`;
  }
  if (method === 'GET' || method === 'HEAD') return undefined;
  const ours = `http://${host}`;
  const foreign = origin !== undefined && origin.toLowerCase() !== ours.toLowerCase();
  if (!foreign && (site === undefined || site === 'same-origin' || site === 'none')) return undefined;
  return `Nothing is changed for pages of other sites: expected no Origin but ${ours}.`;
}

function shown(host: string | undefined): string {
  return host === undefined ? 'of nobody' : printable(host, 100);
}
