import type { Facts } from './facts.ts';
import type { People } from './people.ts';

/** A user of a network, with the network in which the account acts. */
interface Member {
  readonly host: Facts;
  readonly user: number;
}

/**
 * The number of users of a network with an active account at an instant: without guests, with those who are
 * guests elsewhere. Looks only at guests and at users who may have ended early.
 */
export function activeMembers(facts: Facts, instant: number): number {
  const { people } = facts;
  const { first, end } = presentPassing(people, instant);
  let members = people.population.permanentBefore(instant + 1) + end - first;
  for (const _ of people.guestsIn(first, end)) members--;
  for (const user of people.fleetingIn(first, end)) if (endedEarly(people, user, instant)) members--;
  for (const _ of guestsElsewhere(facts, instant)) members++;
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
  const { people } = facts;
  const { first, end } = presentPassing(people, instant);
  for (let user = first; user < end; user++)
    if (!people.isGuest(user) && !endedEarly(people, user, instant)) yield { host: facts, user };
  yield* guestsElsewhere(facts, instant);
}

/** The members of a network who are guests elsewhere: they stay until their successors come. */
function* guestsElsewhere(facts: Facts, instant: number): Generator<Member> {
  for (const host of facts.neighbours) {
    const place = host.neighbours.indexOf(facts);
    const { first, end } = presentPassing(host.people, instant);
    for (const user of host.people.guestsIn(first, end))
      if (host.people.originOf(user) === place) yield { host, user };
  }
}

/** Tells whether the account of a user who has no successor at an instant had ended by then. */
function endedEarly(people: People, user: number, instant: number): boolean {
  const round = people.endRound(user);
  if (round === undefined) return false;
  const current = people.population.roundAt(instant);
  // Most ends are in another round: this is cheaper than to find the time.
  return round === current ? people.endsAt(user) <= instant : round < current;
}

/** The range of users who came, are not permanent and have not yet made room for others. */
function presentPassing({ population }: People, instant: number) {
  const { permanent, passing } = population.options;
  const end = population.count(instant);
  let first = Math.max(permanent, end - passing - 2);
  while (first < end && population.leavesAt(first) <= instant) first++;
  return { first, end };
}
