import type { Assumptions } from '../../schemas/index.ts';
import { lastValueOf, type Query } from './query.ts';

/** The reason why a token is not accepted. */
export type AuthFailure =
  | 'missing'
  | 'malformed'
  | 'unknown'
  | 'expired'
  | 'revoked'
  | 'not-admin'
  | 'not-verified'
  | 'wrong-audience'
  | 'not-yet-valid';

/** The owner of the token of a request. */
export type Principal =
  | {
      readonly admin: true;
      /** True for a verified administrator, whom the network export demands. */
      readonly verified: boolean;
      /**
       * The text after the first tilde of the token: a scenario, and optionally a second tilde and a word of
       * the client.
       */
      readonly chosen?: string | undefined;
      /** The id of a signed token; plain tokens have none. */
      readonly tokenId?: string | undefined;
      /** The id of the user; by default one of the role. */
      readonly userId?: string | undefined;
    }
  | { readonly admin: false; readonly why: AuthFailure; readonly userId?: string | undefined };

/** The token of a verified admin. */
export const ADMIN = 'verified-admin';

/** The verified admin, to whom both endpoints are open. */
export const verifiedAdmin = { admin: true, verified: true } as const satisfies Principal;

/** The public tokens and their owners. */
export const tokens: Readonly<Record<string, Principal>> = {
  [ADMIN]: verifiedAdmin,
  admin: { admin: true, verified: false },
  'not-admin': { admin: false, why: 'not-admin' },
  expired: { admin: false, why: 'expired' },
  revoked: { admin: false, why: 'revoked' },
};

const BEARER = /^bearer ([^\s,]+)$/i;
const IN_SCENARIO = /^verified-admin~([\w-]+(?:~[\w-]+)?)$/;

/** The token of a request, or the reason why there is none. */
export type Credential = { readonly token: string } | { readonly why: AuthFailure };

/**
 * Finds the token of a request. When both the `Authorization` header and `access_token` in the
 * query come, only one of them counts, even if it is invalid.
 */
export function credentialOf(
  authorization: string | undefined,
  query: Query,
  assumptions: Assumptions,
): Credential {
  const asked = lastValueOf(query, 'access_token');
  const queryWins = assumptions['token-precedence'] === 'query' && asked !== undefined;
  if (authorization === undefined || queryWins)
    return asked === undefined ? { why: 'missing' } : { token: asked };
  const [, token] = BEARER.exec(authorization) ?? [];
  return token === undefined ? { why: 'malformed' } : { token };
}

/** Finds the owner of a plain token. */
export function principalOf(token: string): Principal {
  const known = Object.hasOwn(tokens, token) ? tokens[token] : undefined;
  if (known !== undefined) return known;
  const chosen = IN_SCENARIO.exec(token)?.[1];
  return chosen === undefined ? { admin: false, why: 'unknown' } : { ...verifiedAdmin, chosen };
}

/** The public tokens that no endpoint accepts. */
export const rejectedTokens: readonly string[] = Object.keys(tokens).filter((token) => !tokens[token]?.admin);

/** The token of a verified admin with a scenario. */
export function tokenIn(scenario: string): string {
  return `${ADMIN}~${scenario}`;
}
