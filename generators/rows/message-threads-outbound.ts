import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { type Outbound, sharedIn } from './shared-threads.ts';

/** Threads of this network that users of other networks took part in. */
export function* outboundThreads(facts: Facts, window: Window): Generator<Outbound> {
  for (const { row } of sharedIn(facts, 'outbound', window)) yield row;
}
