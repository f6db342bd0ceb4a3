import type { Facts } from '../facts.ts';
import { administersAll, administratorCount, isVerified, rolesOf } from '../network-administrators.ts';
import type { ThreadKind } from '../threads.ts';

/** An administrator as of now. */
export interface Administrator {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
}

/** The place of a decision: a thread, the settings of the network, or anything. */
type Place = ThreadKind | 'network' | 'anything';

/**
 * The administrator who decides something at an instant, selected by a hash from those who may do so.
 * @param place what the decision is about (default: anything, which takes a verified administrator).
 */
export function administratorAt(
  { people }: Facts,
  hash: number,
  instant: number,
  place: Place = 'anything',
): number {
  const present = people.population.permanentBefore(instant);
  const count = Math.max(1, Math.min(administratorCount(people), present));
  const mayDecide = (user: number) => {
    // The role for Answers is about questions, which every administrator may moderate.
    if (place === 'question') return true;
    const isClosed = place === 'private' || place === 'anything';
    return isClosed ? isVerified(people, user) : administersAll(people, user);
  };
  for (let i = 0; i < count; i++) {
    const user = (hash + i) % count;
    if (mayDecide(user)) return user;
  }
  return 0;
}

/** The administrators who have joined by `now`, the owner of the token first. */
export function administrators({ people }: Facts, now: number): Administrator[] {
  const all = Array.from({ length: administratorCount(people) }, (_, i) => {
    const { id, name, email, joinedAt } = people.person(people.lasting(i));
    return { id, name, email, joinedAt, roles: rolesOf(i) };
  });
  return all.filter(({ joinedAt }) => joinedAt <= now);
}
