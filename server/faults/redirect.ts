import { isIPv4 } from 'node:net';
import { hostname } from 'node:os';
import type { FastifyRequest } from 'fastify';
import { redactTarget, withoutSecrets } from '../http/redact.ts';
import type { AnswerStep } from '../scenarios/steps/answer.ts';
import type { Session, Ticket } from '../sessions/index.ts';
import { otherPort } from './other-port.ts';

/** The query parameter of a redirected request; its value authenticates the request in place of a token. */
export const REDIRECTED = 'redirected';

/** Another host name for the same address. */
const OTHER_NAME: Readonly<Record<string, string>> = {
  localhost: '127.0.0.1',
  '127.0.0.1': 'localhost',
  '[::1]': 'localhost',
};

/**
 * The target of a redirect; undefined for a request that comes from a redirect and gets the export. A token
 * in the query is replaced by a ticket.
 */
export async function redirectTarget(
  to: RedirectKind,
  { session, chosenBy }: { readonly session: Session; readonly chosenBy: string },
  request: FastifyRequest,
): Promise<string | undefined> {
  // An absolute-form target repeats the host of the request.
  const target = (request.raw.url ?? '').replace(/^https?:\/\/[^/?#]*/i, '') || '/';
  const carried = inSession(withoutSecrets(target), session);
  if (to === 'loop' && redactTarget(target) === target) return target;
  if (session.ticket(ticketOf(target)) !== undefined) return undefined;
  const origin = await originOf(to, request);
  const separator = carried.includes('?') ? '&' : '?';
  return `${origin}${carried}${separator}${REDIRECTED}=${session.issue({ chosenBy, elsewhere: elsewhere[to] })}`;
}

/** The kind of a redirect. */
type RedirectKind = Extract<AnswerStep, { readonly do: 'redirect' }>['to'];

/** The part of the origin that is another one after a redirect; the token does not belong there. */
const elsewhere = {
  'same-host': undefined,
  loop: undefined,
  'other-host': 'host',
  'other-port': 'port',
} as const satisfies Readonly<Record<RedirectKind, Ticket['elsewhere']>>;

/** The origin of the target; empty for that of the request. */
async function originOf(to: RedirectKind, request: FastifyRequest): Promise<string> {
  if (to === 'other-host') return `http://${otherHost(request)}`;
  if (to !== 'other-port') return '';
  const name = (request.headers.host ?? '').replace(/:\d+$/, '');
  return `http://${name}:${await otherPort(request.server.server)}`;
}

/**
 * Another host for the same server that the client can reach: the local address of the connection. When the
 * client used that address, its IPv4-mapped IPv6 form, which leads to the same address.
 */
export function otherHost({ headers, raw }: FastifyRequest): string {
  const [, name = '', port = ''] = /^(.*?)(:\d+)?$/.exec(headers.host ?? '') ?? [];
  const known = OTHER_NAME[name.toLowerCase()];
  if (known !== undefined) return `${known}${port}`;
  const address = (raw.socket.localAddress ?? '127.0.0.1').replace(/^::ffff:(?=\d)/i, '');
  const own = address.includes(':') ? `[${address}]` : address;
  const other = own === name ? (isIPv4(address) ? `[::ffff:${address}]` : hostname()) : own;
  return `${other}:${raw.socket.localPort ?? port.slice(1)}`;
}

/** The value of the parameter in a target; `''` when the target does not contain it. */
export function ticketOf(target: string): string {
  return new RegExp(`[?&]${REDIRECTED}=([0-9a-f]+)`).exec(target)?.[1] ?? '';
}

/** Adds the session to a target that a token identified before. */
function inSession(target: string, { id, key }: Session): string {
  return key === '' || !target.startsWith('/') || target.startsWith('/s/') ? target : `/s/${id}${target}`;
}
