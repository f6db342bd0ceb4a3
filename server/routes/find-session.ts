import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { entranceOf } from '../http/carrier.ts';
import { useClock } from '../http/session-response.ts';
import { sessionNamedIn } from '../http/signed-token.ts';
import type { Session, Sessions } from '../sessions/index.ts';

/** The token of a session, for clients whose base URL cannot have a path: in the header, and in a target. */
const SESSION_TOKEN = /^bearer verified-admin~([0-9a-f]{16})$/i;
const SESSION_TOKEN_IN_QUERY = /[?&]access_token=verified-admin(?:~|%7e)([0-9a-f]{16})(?:[&#]|$)/i;

/**
 * The session of a request: from the path, from the port, from the token, or the server's own; `undefined`
 * when there is no session with the id in the path, and when that of the port has ended. The response uses
 * its clock.
 */
export function sessionOf(
  sessions: Sessions,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  id: string | undefined,
): Session | undefined {
  const session = found(sessions, request, id);
  if (session !== undefined && session !== sessions.main) useClock(reply.raw, session.clock.now);
  return session;
}

const BEARER = /^bearer (eyJ[^\s,]+)$/i;
const SIGNED_IN_QUERY = /[?&]access_token=(eyJ[\w.-]+)(?:[&#]|$)/;

function found(sessions: Sessions, request: FastifyRequest, id: string | undefined): Session | undefined {
  if (id !== undefined) return sessions.get(id);
  const entrance = entranceOf(request.raw.socket);
  if (entrance !== undefined) return sessions.get(entrance.session);
  const { authorization } = request.headers;
  const [text, plain, signed] =
    authorization === undefined
      ? [request.raw.url ?? '', SESSION_TOKEN_IN_QUERY, SIGNED_IN_QUERY]
      : [authorization, SESSION_TOKEN, BEARER];
  const [, key] = plain.exec(text) ?? [];
  if (key !== undefined) return sessions.byKey(key) ?? sessions.main;
  const [, token] = signed.exec(text) ?? [];
  const named = token === undefined ? undefined : sessionNamedIn(token);
  return (named === undefined ? undefined : sessions.get(named)) ?? sessions.main;
}

/** The session whose port a connection came by, or the server's own: refused requests belong to it. */
export function sessionAt(sessions: Sessions, socket: Socket): Session {
  const entrance = entranceOf(socket);
  return (entrance === undefined ? undefined : sessions.get(entrance.session)) ?? sessions.main;
}
