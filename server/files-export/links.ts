import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { arrivalOf } from '../http/carrier.ts';
import { lastValueOf, type Query } from '../http/query.ts';
import { targetHost } from '../http/request-host.ts';
import type { Session } from '../sessions/index.ts';
import { MAIN } from '../sessions/index.ts';

/** The file that a link leads to. */
export interface LinkTarget {
  readonly jobId: string;
  readonly part: number;
}

/** The path of a download below the base URL of a session. */
export function downloadPath({ jobId, part }: LinkTarget): string {
  return `/api/v1/export/requests/${jobId}/files/${part}`;
}

/**
 * The link to a part: an absolute URL with the instant of its expiry (Unix seconds) and a signature, so that
 * the download needs no token. The client reaches it as it reached this request.
 */
export function linkTo(
  target: LinkTarget,
  expires: number,
  {
    session,
    request,
    seed,
    otherHost,
  }: {
    readonly session: Session;
    readonly request: FastifyRequest;
    readonly seed: string;
    /** Another host for this server, to which the link leads. */
    readonly otherHost: string | undefined;
  },
): string {
  const { scheme } = arrivalOf(request.raw.socket, request.raw.url ?? '');
  const { localAddress = '127.0.0.1', localPort } = request.raw.socket;
  const host = otherHost ?? targetHost(request.raw) ?? request.headers.host ?? `${localAddress}:${localPort}`;
  const base = session.id === MAIN ? '' : `/s/${session.id}`;
  const seconds = Math.floor(expires / 1000);
  const query = `expires=${seconds}&sig=${signature(target, seconds, seed)}`;
  return `${scheme}://${host}${base}${downloadPath(target)}?${query}`;
}

/**
 * Checks the signature and the expiry of a link.
 *
 * @returns The reason why the link is refused; undefined for a valid one.
 */
export function linkMistake(
  target: LinkTarget,
  query: Query,
  { now, seed }: { readonly now: number; readonly seed: string },
): string | undefined {
  const expires = lastValueOf(query, 'expires') ?? '';
  const given = Buffer.from(lastValueOf(query, 'sig') ?? '');
  const right = Buffer.from(signature(target, Number(expires), seed));
  if (given.length !== right.length || !timingSafeEqual(given, right))
    return 'the link is not one that a status response gave: use it unchanged';
  if (now < Number(expires) * 1000) return undefined;
  return 'the link has expired: ask for the status again, its response has new links';
}

/** The signature follows from the seed, so that the same request at the same clock gets the same bytes. */
function signature({ jobId, part }: LinkTarget, expires: number, seed: string): string {
  return createHmac('sha256', `files export ${seed}`).update(`${jobId}\n${part}\n${expires}`).digest('hex');
}
