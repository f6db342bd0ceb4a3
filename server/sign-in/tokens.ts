import { randomUUID } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { type Principal, principalOf } from '../http/auth.ts';
import { LOGIN_CLAIM, SESSION_CLAIM, USER_CLAIM } from '../http/signed-token.ts';
import { type Person, personOf } from '../request/person.ts';
import type { Session } from '../sessions/index.ts';
import type { SignInCall } from './call.ts';
import { issuerOf } from './discovery.ts';
import { keys } from './keys.ts';

/** The lifetimes of tokens by the clock of the session, seconds. */
export const LIFETIMES = { access: 3600, code: 600, device: 900, refresh: 90 * 86_400 } as const;

/** The names of the service as the audience of a token: its addresses and the id of its application. */
const AUDIENCES = [
  'https://www.yammer.com',
  'https://api.yammer.com',
  '00000005-0000-0ff1-ce00-000000000000',
] as const;
/** The audience of a token without a scope of another service. */
const GRAPH = 'https://graph.microsoft.com';
/** Scopes that belong to no service. */
const OPEN_ID = ['openid', 'profile', 'email', 'offline_access'];

/** The access that a sign-in gives; codes and refresh tokens hold it. */
export interface Grant {
  /** The plain token that the signed ones stand for. */
  readonly login: string;
  /** The user who signed in; by default one of the role. */
  readonly userId?: string | undefined;
  readonly clientId: string;
  readonly scope: string;
  /** True if the application signs in as itself, without a person. */
  readonly application: boolean;
  readonly nonce?: string | undefined;
}

/** The audience that a scope names: its resource, without the last segment. */
export function audienceOf(scope: string): string {
  const named = scope.split(' ').find((one) => one.includes('/'));
  return named === undefined ? GRAPH : withoutEndSlashes(named.slice(0, named.lastIndexOf('/')));
}

/** The address of a resource without slashes at its end, with or without which it is written. */
export function withoutEndSlashes(address: string): string {
  let end = address.length;
  while (address[end - 1] === '/') end -= 1;
  return address.slice(0, end);
}

/** The scopes that are about the service. */
export function scopesOf(scope: string): readonly string[] {
  return scope.split(' ').filter((one) => one !== '' && !OPEN_ID.includes(one));
}

/** Seconds since 1970 by the clock of the session. */
export function secondsOf({ clock }: Session): number {
  return Math.floor(clock.now() / 1000);
}

/** The access token of a grant, and its id token if the scope has `openid`. */
export async function signedTokens(call: SignInCall, grant: Grant) {
  const { session } = call;
  const world = await session.context.world();
  const [home] = world.networks;
  const now = session.clock.now();
  const person = personOf(home, { ...principalOf(grant.login), userId: grant.userId }, now);
  const tenantId = home.tenantId;
  const shared = { tid: tenantId, ver: call.version === 'v1' ? '1.0' : '2.0' };
  const issuer = issuerOf(call, tenantId);
  const access = await signed(session, issuer, {
    ...shared,
    aud: audienceOf(grant.scope),
    [call.version === 'v1' ? 'appid' : 'azp']: grant.clientId,
    ...(grant.application
      ? { idtyp: 'app', sub: grant.clientId, roles: [] }
      : { ...aboutPerson(person), scp: shortScopes(grant.scope) }),
    uti: randomUUID(),
    [SESSION_CLAIM]: session.id,
    [LOGIN_CLAIM]: grant.login,
    [USER_CLAIM]: grant.userId,
  });
  const id = grant.scope.split(' ').includes('openid')
    ? await signed(session, issuer, {
        ...shared,
        ...aboutPerson(person),
        aud: grant.clientId,
        email: person.email,
        preferred_username: person.email,
        nonce: grant.nonce,
      })
    : undefined;
  return { access, id, person, tenantId };
}

function aboutPerson({ name, email, objectId }: Person): JWTPayload {
  return { name, upn: email, oid: objectId, sub: objectId };
}

/** The scopes as an access token names them: without the resource. */
function shortScopes(scope: string): string {
  return scopesOf(scope)
    .map((one) => one.slice(one.lastIndexOf('/') + 1).replace('.default', 'user_impersonation'))
    .join(' ');
}

async function signed(session: Session, issuer: string, claims: JWTPayload): Promise<string> {
  const { signing, id } = await keys();
  const at = secondsOf(session);
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: id })
    .setIssuer(issuer)
    .setIssuedAt(at)
    .setNotBefore(at)
    .setExpirationTime(at + LIFETIMES.access)
    .sign(signing);
}

/** The owner of a signed token: whom it stands for, or the reason why the session does not accept it. */
export async function signedPrincipal(session: Session, token: string): Promise<Principal> {
  const { verifying } = await keys();
  const verified = await jwtVerify(token, verifying, {
    algorithms: ['RS256'],
    currentDate: new Date(session.clock.now()),
  }).catch((error: unknown) => reasonOf(error));
  if ('why' in verified) return verified;
  const { payload } = verified;
  const { aud, uti } = payload;
  const { [LOGIN_CLAIM]: login, [SESSION_CLAIM]: issuedIn, [USER_CLAIM]: user } = payload;
  const userId = typeof user === 'string' ? user : undefined;
  // A token of the server's own session is accepted in every session, like the plain ones.
  if (typeof login !== 'string' || (issuedIn !== session.id && issuedIn !== 'main'))
    return { admin: false, why: 'unknown' };
  if (!AUDIENCES.some((one) => one === withoutEndSlashes(String(aud))))
    return { admin: false, why: 'wrong-audience' };
  const principal = principalOf(login);
  return principal.admin ? { ...principal, userId, tokenId: String(uti) } : { ...principal, userId };
}

function reasonOf(error: unknown): Principal & { readonly admin: false } {
  if (error instanceof errors.JWTExpired) return { admin: false, why: 'expired' };
  const early = error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf';
  return { admin: false, why: early ? 'not-yet-valid' : 'unknown' };
}
