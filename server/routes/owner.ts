import type { FastifyRequest } from 'fastify';
import { type Credential, credentialOf, type Principal, principalOf } from '../http/auth.ts';
import { parseQuery, rawQuery } from '../http/query.ts';
import { isSigned } from '../http/signed-token.ts';
import type { Session } from '../sessions/index.ts';
import { once } from '../util/once.ts';

/** The module of signed tokens is loaded with the first one. */
const signIn = once(() => import('../sign-in/index.ts'));

/** The owner of a token, plain or signed. */
export async function ownerOf(session: Session, token: string): Promise<Principal> {
  return isSigned(token) ? (await signIn()).signedPrincipal(session, token) : principalOf(token);
}

/** The token of a request. */
export async function requestCredential(session: Session, request: FastifyRequest): Promise<Credential> {
  const query = parseQuery(rawQuery(request.raw.url ?? ''));
  return credentialOf(request.headers.authorization, query, await session.context.assumptions());
}
