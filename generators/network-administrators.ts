import type { tables } from '../schemas/index.ts';
import type { People } from './people.ts';

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

/** The place among these roles of the one that is about Answers alone. */
const ANSWERS_ONLY = 3;

/** The number of users who are administrators once all of them have joined: the first permanent users. */
export function administratorCount({ population }: People): number {
  const { permanent } = population.options;
  const wanted = ADMINS_AT_LEAST + Math.floor(population.seats / USERS_AN_ADMIN);
  return Math.min(permanent, wanted, ADMINS_AT_MOST);
}

/** The roles of the administrator of this number. */
export function rolesOf(administrator: number): readonly string[] {
  return ROLES[administrator % ROLES.length] as readonly string[];
}

/** Tells whether a user may administer every community of the network. */
export function administersAll(people: People, user: number): boolean {
  return user < administratorCount(people) && user % ROLES.length !== ANSWERS_ONLY;
}

/** Tells whether a user is an administrator who may see and change everything, private conversations, too. */
export function isVerified(people: People, user: number): boolean {
  return user < administratorCount(people) && rolesOf(user).includes('Verified Admin');
}
