import type { FoundUser, Network } from '../../generators/index.ts';
import type { Principal } from '../http/auth.ts';

/** A person of the network. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** The id of the account in Entra, a GUID. */
  readonly objectId: string;
}

/** The person to whom a token belongs: its user, an administrator of the role, or a user who is none. */
export function personOf(network: Network, principal: Principal, now: number): Person {
  const id = principal.userId ?? idOf(network, principal, now) ?? anyUser(network, now).id;
  const row = network.resource('users', id, now)?.row ?? {};
  return {
    id,
    name: String(row.name),
    email: String(row.email),
    objectId: String(row.office_user_id || row.guid),
  };
}

function idOf(network: Network, principal: Principal, now: number): string | undefined {
  const admins = network.admins(now);
  if (principal.admin && !principal.verified)
    return admins.find(({ roles }) => !roles.includes('Verified Admin'))?.id;
  if (!principal.admin && principal.why === 'not-admin') return reader(network, now)?.id;
  return admins[0]?.id;
}

/** An active user who is no administrator. */
function reader(network: Network, now: number): FoundUser | undefined {
  const admins = network.admins(now).map(({ id }) => id);
  return network
    .sampleUsers(now)
    .find(({ id, state, external }) => state === 'active' && !external && !admins.includes(id));
}

function anyUser(network: Network, now: number): FoundUser {
  const [user] = network.sampleUsers(now);
  if (user === undefined) throw new Error('expected a network with users, got one without.');
  return user;
}
