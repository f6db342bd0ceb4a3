import { ADMIN, principalOf } from '../http/auth.ts';
import type { Query } from '../http/query.ts';
import { lastValueOf } from '../http/query.ts';
import type { Session, Sessions } from '../sessions/index.ts';

/** The one who signs in: a plain token says which role, and optionally which scenario. */
export interface Login {
  /** A plain token such as `verified-admin`, `admin`, or `verified-admin~token-expired`. */
  readonly token: string;
  readonly session: Session;
}

/**
 * The login that the first of these values names, with its session. A value that is no plain token, such as a
 * mail address or a real secret, stands for the verified administrator.
 */
export function loginOf(
  { sessions, session }: { readonly sessions: Sessions; readonly session: Session },
  values: readonly (string | undefined)[],
): Login {
  const named = values.find((value) => value !== undefined && isPlain(value)) ?? ADMIN;
  const { chosen = '' } = { chosen: '', ...principalOf(named) };
  const own = sessions.byKey(chosen);
  return own === undefined ? { token: named, session } : { token: ADMIN, session: own };
}

/** The login of a client that proves who it is: its secret, or its id. */
export function clientLogin(call: Parameters<typeof loginOf>[0], form: Query): Login {
  return loginOf(call, [lastValueOf(form, 'client_secret'), lastValueOf(form, 'client_id')]);
}

function isPlain(value: string): boolean {
  const principal = principalOf(value);
  return principal.admin || principal.why !== 'unknown';
}

/** The scenario that a login selects, `''` for that of the session. */
export function selectionOf({ token }: Login): string {
  const principal = principalOf(token);
  return (principal.admin ? principal.chosen : undefined) ?? '';
}
