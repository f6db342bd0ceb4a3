import type { FoundUser, Network } from '../../generators/index.ts';
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

/** A person of the network. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** The id of the account in Entra, a GUID. */
  readonly objectId: string;
}

/** The person who signs in: an administrator of the role, or a user who writes much. */
export function personOf(network: Network, token: string, now: number): Person {
  const admins = network.admins(now);
  const principal = principalOf(token);
  const verified = !principal.admin || principal.verified;
  const admin = verified ? admins[0] : admins.find(({ roles }) => !roles.includes('Verified Admin'));
  const id = (isUser(token) ? network.busyUser(now) : undefined)?.id ?? admin?.id ?? anyUser(network, now).id;
  const row = network.resource('users', id, now) ?? {};
  return {
    id,
    name: String(row.name),
    email: String(row.email),
    objectId: String(row.office_user_id || row.guid),
  };
}

function isUser(token: string): boolean {
  const principal = principalOf(token);
  return !principal.admin && principal.why === 'not-admin';
}

function anyUser(network: Network, now: number): FoundUser {
  const [user] = network.sampleUsers(now);
  if (user === undefined) throw new Error('expected a network with users, got one without.');
  return user;
}
