import type { Facts } from './facts.ts';
import type { People } from './people.ts';
import { comesFrom } from './travellers.ts';

/**
 * The number of users of a network with an active account at an instant: without guests, with those who are
 * guests elsewhere. Looks only at users who may have ended early.
 */
export function activeMembers(facts: Facts, instant: number): number {
  const { people, neighbours } = facts;
  let members = people.population.permanentBefore(instant + 1);
  const { first, end } = presentPassing(people, instant);
  for (let user = first; user < end; user++)
    if (!people.isGuest(user) && !endedBy(people, user, instant)) members++;
  for (const host of neighbours) {
    const place = host.neighbours.indexOf(facts);
    const guests = presentPassing(host.people, instant);
    // Guests stay until their successors come.
    for (let user = guests.first; user < guests.end; user++) if (comesFrom(host, user, place)) members++;
  }
  return members;
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
