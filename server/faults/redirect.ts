import { isIPv4 } from 'node:net';
import { hostname } from 'node:os';
import type { FastifyRequest } from 'fastify';
import { redactTarget, withoutSecrets } from '../http/redact.ts';
import type { Session } from '../sessions/index.ts';

/** The parameter that a redirected request comes back with; its value opens the door in place of a token. */
export const REDIRECTED = 'redirected';

/** Another name by which a caller reaches the same address. */
const OTHER_NAME: Readonly<Record<string, string>> = {
  localhost: '127.0.0.1',
  '127.0.0.1': 'localhost',
  '[::1]': 'localhost',
};

/** Where a redirect leads; undefined for a request that comes from one, and is answered. A token in the query is not carried on: a ticket stands for it. */
export function redirectTarget(
  to: 'same-host' | 'other-host' | 'loop',
  { session, chosenBy }: { readonly session: Session; readonly chosenBy: string },
  request: FastifyRequest,
): string | undefined {
  // A target with an origin of its own names the host of the request once more.
  const target = (request.raw.url ?? '').replace(/^https?:\/\/[^/?#]*/i, '') || '/';
  const carried = inSession(withoutSecrets(target), session);
  if (to === 'loop' && redactTarget(target) === target) return target;
  if (session.ticket(ticketOf(target)) !== undefined) return undefined;
  const origin = to === 'other-host' ? `http://${otherHost(request)}` : '';
  const separator = carried.includes('?') ? '&' : '?';
  return `${origin}${carried}${separator}${REDIRECTED}=${session.issue({ chosenBy, elsewhere: to === 'other-host' })}`;
}

/** Another host for the same server that the caller can reach: the address that the connection was made to. Whoever called by that address gets its form in IPv6, which leads to the same place. */
function otherHost({ headers, raw }: FastifyRequest): string {
  const [, name = '', port = ''] = /^(.*?)(:\d+)?$/.exec(headers.host ?? '') ?? [];
  const known = OTHER_NAME[name.toLowerCase()];
  if (known !== undefined) return `${known}${port}`;
  const address = (raw.socket.localAddress ?? '127.0.0.1').replace(/^::ffff:(?=\d)/i, '');
  const own = address.includes(':') ? `[${address}]` : address;
  const other = own === name ? (isIPv4(address) ? `[::ffff:${address}]` : hostname()) : own;
  return `${other}:${raw.socket.localPort ?? port.slice(1)}`;
}

/** What stands behind the parameter in a target; `''` when it is not there. */
export function ticketOf(target: string): string {
  return new RegExp(`[?&]${REDIRECTED}=([0-9a-f]+)`).exec(target)?.[1] ?? '';
}

/** A target that names its session, which the token did before. */
function inSession(target: string, { id, key }: Session): string {
  return key === '' || !target.startsWith('/') || target.startsWith('/s/') ? target : `/s/${id}${target}`;
}
