import type { tables } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';

/** The maximum number of administrators, however large the network. */
const ADMINS_AT_MOST = 40;

const ADMINS_AT_LEAST = 4;

const USERS_AN_ADMIN = 500;

/** The roles of the administrators, in turns; the first one owns the token that the mock issues. */
const ROLES = [
  ['Admin', 'Verified Admin'],
  ['Tenant Admin', 'M365 Yammer Admin', 'Verified Admin'],
  ['Admin', 'Corporate Communicator'],
  ['Answers Administrator'],
] as const satisfies readonly (readonly (typeof tables.Admins.columns.roles.values)[number][])[];

/** An administrator as of now. */
export interface Administrator {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
}

/** The number of users who are administrators once all of them have joined: the first permanent users. */
function administratorCount({ people }: Facts): number {
  const { permanent } = people.population.options;
  const wanted = ADMINS_AT_LEAST + Math.floor(people.population.seats / USERS_AN_ADMIN);
  return Math.min(permanent, wanted, ADMINS_AT_MOST);
}

/** The administrator who decides something at an instant, selected by a hash. */
export function administratorAt(facts: Facts, hash: number, instant: number): number {
  const present = facts.people.population.permanentBefore(instant);
  return hash % Math.max(1, Math.min(administratorCount(facts), present));
}

/** The administrators who have joined by `now`, the owner of the token first. */
export function administrators(facts: Facts, now: number): Administrator[] {
  const { people } = facts;
  const all = Array.from({ length: administratorCount(facts) }, (_, i) => {
    const { id, name, email, joinedAt } = people.person(people.lasting(i));
    return { id, name, email, joinedAt, roles: ROLES[i % ROLES.length] as readonly string[] };
  });
  return all.filter(({ joinedAt }) => joinedAt <= now);
}
