import { DAY_MS } from '../../schemas/durations.ts';
import type { Facts } from '../facts.ts';
import { below, mix } from '../hash.ts';

interface Item {
  readonly number: number;
  readonly hash: number;
  /** Unix milliseconds. */
  readonly at: number;
}

/**
 * A few things of a user, at least one and at most `most`, dated up to a month apart, beginning with the
 * first minute.
 */
export function* itemsOf(
  facts: Facts,
  user: number,
  now: number,
  key: number,
  most: number,
): Generator<Item> {
  const own = mix(key, user);
  const { times } = facts.people;
  const [joinedAt, endsAt] = [times.joinedAt(user), times.endsAt(user)];
  for (let number = 0; number <= own % most; number++) {
    const hash = mix(own, number);
    const at = joinedAt + 1 + number + (number === 0 ? 0 : below(hash, 30 * DAY_MS));
    if (at <= now && at < endsAt) yield { number, hash, at };
  }
}
