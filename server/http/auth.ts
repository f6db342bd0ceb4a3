import type { Assumptions } from '../../schemas/index.ts';
import { lastValueOf, type Query } from './query.ts';

/** Why a token does not open the door. */
export type AuthFailure = 'missing' | 'malformed' | 'unknown' | 'expired' | 'revoked' | 'not-admin';

/** Who asks. */
export type Principal =
  | {
      readonly admin: true;
      /** The scenario that the token names after a tilde, perhaps with a second tilde and a word of the client's own; undefined when it names none. */
      readonly chosen?: string | undefined;
    }
  | { readonly admin: false; readonly why: AuthFailure };

/** The token that may export. */
export const ADMIN = 'verified-admin';

/** Every token the server knows, and what it stands for. */
export const tokens: Readonly<Record<string, Principal>> = {
  [ADMIN]: { admin: true },
  'not-admin': { admin: false, why: 'not-admin' },
  expired: { admin: false, why: 'expired' },
  revoked: { admin: false, why: 'revoked' },
};

const BEARER = /^bearer ([^\s,]+)$/i;
const IN_SCENARIO = /^verified-admin~([\w-]+(?:~[\w-]+)?)$/;

/** Finds out who asks. When there are the `Authorization` header and `access_token` in the query, one of them counts, also when it is no use. */
export function principalOf(
  authorization: string | undefined,
  query: Query,
  assumptions: Assumptions,
): Principal {
  const asked = lastValueOf(query, 'access_token');
  const queryWins = assumptions['token-precedence'] === 'query' && asked !== undefined;
  if (authorization === undefined || queryWins) return holderOf(asked, 'missing');
  return holderOf(BEARER.exec(authorization)?.[1], 'malformed');
}

function holderOf(token: string | undefined, otherwise: AuthFailure): Principal {
  if (token === undefined) return { admin: false, why: otherwise };
  const known = Object.hasOwn(tokens, token) ? tokens[token] : undefined;
  if (known !== undefined) return known;
  const chosen = IN_SCENARIO.exec(token)?.[1];
  return chosen === undefined ? { admin: false, why: 'unknown' } : { admin: true, chosen };
}

/** The token of a verified admin in a scenario. */
export function tokenIn(scenario: string): string {
  return `${ADMIN}~${scenario}`;
}
