import type { Network } from '../../generators/index.ts';
import { ADMIN, principalOf } from '../http/auth.ts';
import type { Query } from '../http/query.ts';
import { lastValueOf } from '../http/query.ts';
import type { Session, Sessions } from '../sessions/index.ts';

/** The one who signs in: a plain token says which role, and optionally which scenario. */
export interface Login {
  /** A plain token such as `verified-admin`, `admin`, or `verified-admin~token-expired`. */
  readonly token: string;
  readonly session: Session;
  /** The user who signs in; by default one of the role. */
  readonly userId?: string | undefined;
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

/**
 * The login of a person: as `loginOf`, or that of the user of the network who has the mail address `name`,
 * with the role of this user.
 */
export async function personalLogin(
  call: Parameters<typeof loginOf>[0],
  name: string | undefined,
  others: readonly (string | undefined)[],
): Promise<Login> {
  const values = [name, ...others];
  const login = loginOf(call, values);
  if (name === undefined || values.some((value) => value !== undefined && isPlain(value))) return login;
  const { context, clock } = login.session;
  const [home] = (await context.world()).networks;
  const now = clock.now();
  const userId = home.idByEmail(name, now);
  return userId === undefined ? login : { ...login, userId, token: roleOf(home, userId, now) };
}

/** The plain token for the role of a user. */
function roleOf(network: Network, userId: string, now: number): string {
  const roles = network.admins(now).find(({ id }) => id === userId)?.roles ?? [];
  if (roles.includes('Verified Admin')) return ADMIN;
  return roles.includes('Admin') ? 'admin' : 'not-admin';
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
