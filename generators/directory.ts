import type { Facts } from './facts.ts';
import { communityIndex } from './lookups.ts';
import { isMemberOf } from './rows/memberships.ts';
import { comesFrom } from './travellers.ts';

/**
 * The ids of the users of a network with an active account at `now`: without guests, with those who are
 * guests elsewhere. They are as many as `Networks.csv` says.
 */
export function* activeUserIds(facts: Facts, now: number): Generator<string, void, undefined> {
  for (const user of activeUsers(facts, now)) if (!facts.people.isGuest(user)) yield facts.people.id(user);
  yield* travellerIds(facts, now);
}

/** The ids of those who are guests elsewhere. */
function* travellerIds(facts: Facts, now: number): Generator<string, void, undefined> {
  for (const host of facts.neighbours) {
    const place = host.neighbours.indexOf(facts);
    for (const user of activeUsers(host, now)) if (comesFrom(host, user, place)) yield host.people.id(user);
  }
}

function* activeUsers({ people }: Facts, now: number): Generator<number, void, undefined> {
  const { permanent } = people.population.options;
  const settled = people.population.permanentBefore(now + 1);
  for (let user = 0; user < settled; user++) yield user;
  for (const user of people.population.members(now)) {
    if (user < permanent) return;
    if ((people.endOf(user)?.at ?? Number.POSITIVE_INFINITY) > now) yield user;
  }
}

/** The ids of the communities that are there at `now`. */
export function* communityIds({ communities }: Facts, now: number): Generator<string, void, undefined> {
  for (const index of communities.population.members(now)) {
    const { id, createdAt, endsAt } = communities.get(index);
    if (createdAt <= now && endsAt > now) yield id;
  }
}

/**
 * The ids of the active members of a community: whoever joined it or acted in it. The search looks at every
 * user, and yields undefined for a user who is none, so that a caller can take breaks.
 */
export function* memberIds(facts: Facts, community: string, now: number): Generator<string | undefined> {
  for (const host of [facts, ...facts.neighbours]) {
    const index = communityIndex(host, community, now);
    if (index === undefined) continue;
    for (const user of activeUsers(host, now))
      yield isMemberOf(host, user, index, now) ? host.people.id(user) : undefined;
    // Everybody is a member of number 0.
    if (index === 0) yield* travellerIds(host, now);
    return;
  }
}

/** The number at the end of the first part of a mail address: that of the user among those of the network. */
const NUMBERED = /\.(\d{1,10})@/;

/** The id of the active user with a mail address, in upper or lower case; undefined when there is none. */
export function idByEmail(facts: Facts, email: string, now: number): string | undefined {
  const [, number] = NUMBERED.exec(email) ?? [];
  if (number === undefined) return undefined;
  const user = Number(number);
  for (const { people } of [facts, ...facts.neighbours]) {
    if (!people.population.exists(user) || people.population.cameAt(user) > now) continue;
    const same = people.person(user).email === email.toLowerCase();
    if (same && people.found(user, now).state === 'active') return people.id(user);
  }
  return undefined;
}
