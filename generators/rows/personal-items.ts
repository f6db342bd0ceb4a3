import { DAY } from '../calendar.ts';
import type { Facts } from '../facts.ts';
import { below, mix } from '../hash.ts';

interface Item {
  readonly number: number;
  readonly lot: number;
  /** Unix milliseconds. */
  readonly at: number;
}

/** A few things of a user, up to `most` and at least one, dated up to a month apart from the first minute on. */
export function* itemsOf(
  facts: Facts,
  user: number,
  now: number,
  kind: number,
  most: number,
): Generator<Item> {
  const own = mix(mix(facts.key, kind), user);
  const joinedAt = facts.people.person(user).joinedAt;
  for (let number = 0; number <= own % most; number++) {
    const lot = mix(own, number);
    const at = joinedAt + 1 + number + (number === 0 ? 0 : below(lot, 30 * DAY));
    if (at <= now) yield { number, lot, at };
  }
}
