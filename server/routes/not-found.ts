import type { FastifyReply, FastifyRequest } from 'fastify';
import { printable } from '../../schemas/text.ts';
import { HINT, LONGEST_HINT } from '../http/hint.ts';
import { pathOf } from '../http/path.ts';
import { redactTarget } from '../http/redact.ts';
import { targetHost } from '../http/request-host.ts';
import { plain, refuse } from '../http/responses.ts';
import { errorResponses } from '../request/errors.ts';
import { meantPath } from '../request/hints.ts';
import type { Sessions } from '../sessions/index.ts';
import { once } from '../util/once.ts';
import { handleExport } from './export.ts';
import { sessionAt, sessionOf } from './find-session.ts';
import { ownerOf, requestCredential } from './owner.ts';

const NETWORK_EXPORT = '/api/v1/export';
const IN_SESSION = /^\/s\/([^/]+)(\/.*)?$/;
const FILES_EXPORT = /^\/api\/v1\/export\/requests(\/[^/]+(?:\/files\/[^/]+)?)?$/;
const USER_EXPORT = /^\/api\/v1\/export\/users\/([^/]+)$/;

/** The modules for signing in and of the REST API are loaded with the first request that needs them. */
const signIn = once(() => import('../sign-in/index.ts'));
const rest = once(() => import('../rest/index.ts'));

/** Tells whether a path looks like one of signing in, without loading their table. */
function mayBeSignIn(path: string): boolean {
  return /\/(?:oauth2?\/|discovery\/|\.well-known\/)|^\/dialog\/oauth$/.test(path);
}

/** Tells whether a path looks like one of the REST API, of a network in a browser, or of a picture. */
function mayBeRest(path: string): boolean {
  return /^\/api\/v1\/(?!export(?:\/|$))|^\/[\w.-]+\.example(?:\/|$)|^\/[a-z]+\/images\//.test(path);
}

/**
 * Answers requests without a route: a wrong method, an id that is too long or cannot be decoded, an unknown
 * path.
 */
export async function handleNotFound(
  sessions: Sessions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const whole = pathOf(request.raw.url ?? '');
  const [, id, below = '/'] = IN_SESSION.exec(whole) ?? [];
  const session = sessionOf(sessions, { request, reply }, id);
  if (session === undefined)
    return plain(
      reply,
      404,
      `There is no session ${printable(id ?? 'of this port')}: it has ended or never existed.`,
    );
  const path = id === undefined ? whole : below;
  const base = id === undefined ? '' : `/s/${id}`;
  const userId = USER_EXPORT.exec(path)?.[1];
  const reading = request.method === 'GET' || request.method === 'HEAD';
  if (userId !== undefined && reading) return handleExport({ sessions, session, request, reply, userId });
  if (mayBeSignIn(path)) {
    const { handleSignIn } = await signIn();
    if (await handleSignIn({ sessions, session, request, reply, path, inSession: base })) return reply;
  }
  if (mayBeRest(path)) {
    const { handleRest } = await rest();
    const credential = () => requestCredential(session, request);
    const owner = (token: string) => ownerOf(session, token);
    if (await handleRest({ session, request, reply, path, credential, ownerOf: owner })) return reply;
  }
  if (path.startsWith('/api/') || path === '/api') {
    const record = session.journal.open(request.raw, reply.raw);
    const assumptions = await session.context.assumptions();
    const files = FILES_EXPORT.exec(path);
    const exists =
      path === NETWORK_EXPORT ||
      userId !== undefined ||
      (files !== null && (files[1] === undefined || !reading));
    const allowed = files !== null && files[1] === undefined ? 'POST' : undefined;
    const error = exists
      ? errorResponses.methodNotAllowed(request.method, path, assumptions, allowed)
      : errorResponses.routeNotFound(path, assumptions, base);
    record.hint = error.hint;
    return refuse(reply, error);
  }
  const text = `${printable(redactTarget(path))} does not exist. Exports are at ${meantPath(path, base)}.`;
  return plain(reply.header(HINT, printable(text, LONGEST_HINT)), 404, text);
}

/** Answers a request through a proxy for a host that the mock does not serve. */
export function handleForeign(
  sessions: Sessions,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const host = printable(targetHost(request.raw) ?? '', 100);
  const text = `The mock serves the names of the service and this machine, and forwards nothing: no request to ${host}.`;
  return refuseHost(sessions, { request, reply }, 403, text);
}

/** Refuses a request because of its host, before there is a session of its path. The journal has it. */
export function refuseHost(
  sessions: Sessions,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  status: number,
  text: string,
): FastifyReply {
  const record = sessionAt(sessions, request.raw.socket).journal.open(request.raw, reply.raw);
  record.hint = text;
  return plain(reply.header(HINT, printable(text, LONGEST_HINT)), status, text);
}
