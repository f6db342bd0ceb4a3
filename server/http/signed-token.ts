import { isRecord } from '../util/is-record.ts';

/** The mock's claims in a signed token: its session, the plain token it stands for, and the user if named. */
export const SESSION_CLAIM = 'engage_session';
export const LOGIN_CLAIM = 'engage_login';
export const USER_CLAIM = 'engage_user';

/** A signed token (JWS, RFC 7515): its header is a JSON object in base64url, so it begins with `eyJ`. */
const SIGNED = /^eyJ[\w-]+\.([\w-]+)\.[\w-]+$/;

/** Tells whether a token has the form of a signed one. */
export function isSigned(token: string): boolean {
  return SIGNED.test(token);
}

/**
 * The id of the session that a signed token names; undefined for other tokens. The signature is not verified
 * here: the id only says which session has to verify it.
 */
export function sessionNamedIn(token: string): string | undefined {
  const [, payload] = SIGNED.exec(token) ?? [];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const id = isRecord(claims) ? claims[SESSION_CLAIM] : undefined;
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
