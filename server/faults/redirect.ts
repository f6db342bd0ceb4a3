import type { FastifyRequest } from 'fastify';
import { redactTarget, withoutSecrets } from '../redact.ts';
import type { Session } from '../sessions/index.ts';

/** The parameter that a redirected request comes back with; its value opens the door in place of a token. */
export const REDIRECTED = 'redirected';

/** Names under which this machine reaches itself. */
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
  const target = request.raw.url ?? '';
  const carried = inSession(withoutSecrets(target), session);
  if (to === 'loop' && redactTarget(target) === target) return target;
  if (session.ticket(ticketOf(target)) !== undefined) return undefined;
  const host = request.headers.host ?? '';
  const [, name = '', port = ''] = /^(.*?)(:\d+)?$/.exec(host) ?? [];
  const origin = to === 'other-host' ? `http://${OTHER_NAME[name.toLowerCase()] ?? '127.0.0.1'}${port}` : '';
  const separator = carried.includes('?') ? '&' : '?';
  return `${origin}${carried}${separator}${REDIRECTED}=${session.issue({ chosenBy, elsewhere: to === 'other-host' })}`;
}

/** What stands behind the parameter in a target; `''` when it is not there. */
export function ticketOf(target: string): string {
  return new RegExp(`[?&]${REDIRECTED}=([0-9a-f]+)`).exec(target)?.[1] ?? '';
}

/** A target that names its session, which the token did before. */
function inSession(target: string, { id, key }: Session): string {
  return key === '' || !target.startsWith('/') || target.startsWith('/s/') ? target : `/s/${id}${target}`;
}
