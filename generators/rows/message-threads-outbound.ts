import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { type Outbound, sharedIn } from './shared-threads.ts';

/** Threads of this network that users of other networks took part in. */
export function outboundThreads(facts: Facts, window: Window): Generator<Outbound> {
  return sharedIn(facts, window, (user) => facts.people.isGuest(user));
}
