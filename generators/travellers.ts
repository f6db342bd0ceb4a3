import type { FoundUser, Window } from './contract.ts';
import type { Facts } from './facts.ts';
import type { Change } from './population.ts';

/** There are fewer networks than this, so the place of a network fits into an index. */
const NETWORKS = 32;

/**
 * A user of a network who is a guest in another network of the world, the host. The account is the same in
 * both: id, guid, name, address and times.
 */
export interface Traveller {
  readonly host: Facts;
  /** The number of the user among those of the host. */
  readonly user: number;
}

/** The users of a network who are guests elsewhere and were created or changed in the window. */
export function* travellersIn(
  facts: Facts,
  window: Window,
): Generator<Traveller & { readonly change: Change }> {
  for (const host of facts.neighbours) {
    const from = host.neighbours.indexOf(facts);
    for (const { member, change } of host.people.population.changedIn(window)) {
      if (comesFrom(host, member, from)) yield { host, user: member, change };
    }
  }
}

/** The user with this id who belongs to the network and is a guest in another one. */
export function findTraveller(facts: Facts, id: string, now: number): FoundUser | undefined {
  for (const [place, host] of facts.neighbours.entries()) {
    const found = host.people.find(id, now);
    if (found && comesFrom(host, found.index, host.neighbours.indexOf(facts)))
      return { ...found, index: -1 - (found.index * NETWORKS + place), external: false };
  }
  return undefined;
}

/** Tells whether an index of a `FoundUser` stands for a user who is a guest elsewhere. */
export function isTravellerIndex(index: number): boolean {
  return index < 0;
}

export function travellerAt(facts: Facts, index: number): Traveller {
  const code = -1 - index;
  const host = facts.neighbours[code % NETWORKS] as Facts;
  return { host, user: Math.floor(code / NETWORKS) };
}

/** Tells whether a user is a guest from the network at this place among the neighbours of the host. */
export function comesFrom(host: Facts, user: number, place: number): boolean {
  return host.people.isGuest(user) && host.people.originOf(user) === place;
}
