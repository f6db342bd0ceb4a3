import type { FoundUser } from './contract.ts';
import type { Facts } from './facts.ts';

/** The number of users that are compared: four of the groups in which one user writes much. */
const COMPARED = 64;
/** A user who wrote this many messages is busy enough; the count stops. */
const ENOUGH = 200;

/**
 * An active user of the network who wrote more messages than the others among its first users; undefined when
 * none of these users is active. Looks at a bounded number of users and messages, whatever the size.
 */
export function busyUser({ people, messages }: Facts, now: number): FoundUser | undefined {
  let busiest: FoundUser | undefined;
  let most = -1;
  const { population } = people;
  for (let seat = 0; seat < Math.min(COMPARED, population.seats) && most < ENOUGH; seat++) {
    const user = population.seatedAt(seat, now + 1);
    if (!population.exists(user) || population.cameAt(user) > now) continue;
    const found = people.found(user, now);
    if (found.external || found.state !== 'active') continue;
    const written = countUpTo(ENOUGH, messages.postedBy(user, now));
    if (written > most) [busiest, most] = [found, written];
  }
  return busiest;
}

function countUpTo(limit: number, items: Iterable<unknown>): number {
  let count = 0;
  for (const _ of items) if (++count >= limit) break;
  return count;
}
