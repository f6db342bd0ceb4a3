import { lastValueOf, type Query } from './query.ts';

/** Why a token does not open the door. */
export type Stranger = 'missing' | 'malformed' | 'unknown' | 'expired' | 'revoked' | 'not-admin';

/** Who asks. */
export type Principal = { readonly admin: true } | { readonly admin: false; readonly why: Stranger };

/** Every token the server knows, and what it stands for. */
export const tokens: Readonly<Record<string, Principal>> = {
  'verified-admin': { admin: true },
  'not-admin': { admin: false, why: 'not-admin' },
  expired: { admin: false, why: 'expired' },
  revoked: { admin: false, why: 'revoked' },
};

const BEARER = /^bearer ([^\s,]+)$/i;

/** Finds out who asks. The `Authorization` header wins over `access_token` in the query, also when the header is no use. */
export function principalOf(authorization: string | undefined, query: Query): Principal {
  if (authorization === undefined) return holderOf(lastValueOf(query, 'access_token'), 'missing');
  return holderOf(BEARER.exec(authorization)?.[1], 'malformed');
}

function holderOf(token: string | undefined, otherwise: Stranger): Principal {
  if (token === undefined) return { admin: false, why: otherwise };
  const known = Object.hasOwn(tokens, token) ? tokens[token] : undefined;
  return known ?? { admin: false, why: 'unknown' };
}
