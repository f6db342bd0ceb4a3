import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { comesFrom } from '../travellers.ts';
import { sharedIn } from './shared-threads.ts';

type Inbound = RowByKey['MessageThreads'];

/** Threads that began in another network and that users of this one took part in, with those users. */
export function* inboundThreads(facts: Facts, window: Window): Generator<Inbound> {
  for (const host of facts.neighbours) {
    const place = host.neighbours.indexOf(facts);
    const threads = sharedIn(host, window, (user) => comesFrom(host, user, place));
    for (const row of threads) yield { ...row, original_network: host.identity.permalink };
  }
}
