import type { IncomingMessage } from 'node:http';
import { printable } from '../../schemas/text.ts';
import type { ControlAccess } from '../http/control-access.ts';

/**
 * Checks that a control request comes from an allowed client and not from a foreign page. Returns the reason
 * of a rejection, or `undefined`.
 */
export function refusalOf(
  {
    method,
    headers,
    socket,
  }: Pick<IncomingMessage, 'method' | 'headers'> & {
    readonly socket: { readonly remoteAddress?: string | undefined; readonly encrypted?: boolean };
  },
  access: ControlAccess,
): string | undefined {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (!access.allows({ peer: socket.remoteAddress, host })) {
    return `${access.text} Expected one of them, got a request from ${socket.remoteAddress ?? 'an unknown address'} for the host ${shown(host)}: add the client's network or the host to --control.`;
  }
  if (method === 'GET' || method === 'HEAD') return undefined;
  const ours = `${socket.encrypted === true ? 'https' : 'http'}://${host}`;
  const foreign = origin !== undefined && origin.toLowerCase() !== ours.toLowerCase();
  if (!foreign && (site === undefined || site === 'same-origin' || site === 'none')) return undefined;
  return `Pages of other sites cannot change anything: expected no Origin or ${ours}.`;
}

function shown(host: string | undefined): string {
  return host === undefined ? '(none)' : printable(host, 100);
}
