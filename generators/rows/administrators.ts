import type { Facts } from '../facts.ts';
import { administratorCount, rolesOf } from '../network-administrators.ts';

/** An administrator as of now. */
export interface Administrator {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
}

/** The administrator who decides something at an instant, selected by a hash. */
export function administratorAt({ people }: Facts, hash: number, instant: number): number {
  const present = people.population.permanentBefore(instant);
  return hash % Math.max(1, Math.min(administratorCount(people), present));
}

/** The administrators who have joined by `now`, the owner of the token first. */
export function administrators({ people }: Facts, now: number): Administrator[] {
  const all = Array.from({ length: administratorCount(people) }, (_, i) => {
    const { id, name, email, joinedAt } = people.person(people.lasting(i));
    return { id, name, email, joinedAt, roles: rolesOf(i) };
  });
  return all.filter(({ joinedAt }) => joinedAt <= now);
}
