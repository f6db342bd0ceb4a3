import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../schemas/durations.ts';
import type { Facts } from '../facts.ts';
import { below, mix } from '../hash.ts';

interface Item {
  readonly number: number;
  readonly hash: number;
  /** Unix milliseconds. */
  readonly at: number;
}

/** The first of the things comes in the first hours after joining, the others in the first month. */
const SOON_MS = MINUTE_MS;
const FIRST_HOURS = 3;
const FIRST_DAYS = 30;

/** The time of the first thing of a user, or of a further one. */
export function itemTime(joinedAt: number, number: number, hash: number): number {
  const within = number === 0 ? FIRST_HOURS * HOUR_MS : FIRST_DAYS * DAY_MS;
  return joinedAt + SOON_MS + number + below(hash, within);
}

/** A few things of a user, at least one and at most `most`, dated in the first month after joining. */
export function* itemsOf(
  facts: Facts,
  user: number,
  now: number,
  key: number,
  most: number,
): Generator<Item> {
  const own = mix(key, user);
  const { people } = facts;
  const [joinedAt, endsAt] = [people.joinedAt(user), people.endsAt(user)];
  for (let number = 0; number <= own % most; number++) {
    const hash = mix(own, number);
    const at = itemTime(joinedAt, number, hash);
    if (at <= now && at < endsAt) yield { number, hash, at };
  }
}
