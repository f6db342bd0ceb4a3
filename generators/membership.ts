import type { Facts } from './facts.ts';
import type { People } from './people.ts';
import { comesFrom } from './travellers.ts';

/** A user of a network, with the network in which the account acts. */
interface Member {
  readonly host: Facts;
  readonly user: number;
}

/**
 * The number of users of a network with an active account at an instant: without guests, with those who are
 * guests elsewhere. Looks only at users who may have ended early.
 */
export function activeMembers(facts: Facts, instant: number): number {
  let members = facts.people.population.permanentBefore(instant + 1);
  for (const _ of passingMembers(facts, instant)) members++;
  return members;
}

/** The users that `activeMembers` counts. */
export function* membersOf(facts: Facts, instant: number): Generator<Member> {
  const settled = facts.people.population.permanentBefore(instant + 1);
  for (let user = 0; user < settled; user++) yield { host: facts, user };
  yield* passingMembers(facts, instant);
}

/** The active members who are not permanent. */
function* passingMembers(facts: Facts, instant: number): Generator<Member> {
  const { people, neighbours } = facts;
  const { first, end } = presentPassing(people, instant);
  for (let user = first; user < end; user++)
    if (!people.isGuest(user) && !endedBy(people, user, instant)) yield { host: facts, user };
  for (const host of neighbours) {
    const place = host.neighbours.indexOf(facts);
    const guests = presentPassing(host.people, instant);
    // Guests stay until their successors come.
    for (let user = guests.first; user < guests.end; user++)
      if (comesFrom(host, user, place)) yield { host, user };
  }
}

function endedBy(people: People, user: number, instant: number): boolean {
  return people.endRound(user) !== undefined && (people.endOf(user)?.at ?? instant + 1) <= instant;
}

/** The range of users who came, are not permanent and have not yet made room for others. */
function presentPassing({ population }: People, instant: number) {
  const { permanent, passing } = population.options;
  const end = population.count(instant);
  let first = Math.max(permanent, end - passing - 2);
  while (first < end && population.leavesAt(first) <= instant) first++;
  return { first, end };
}
