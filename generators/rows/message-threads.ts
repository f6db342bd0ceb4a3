import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { sharedIn } from './shared-threads.ts';

type Inbound = RowByKey['MessageThreads'];

/** Threads that began in another network and that users of this one took part in. */
export function* inboundThreads(facts: Facts, window: Window): Generator<Inbound> {
  for (const { row, number } of sharedIn(facts, 'inbound', window)) {
    const original = facts.neighbours[number % facts.neighbours.length] ?? facts.identity.partner;
    yield { ...row, original_network: original };
  }
}
