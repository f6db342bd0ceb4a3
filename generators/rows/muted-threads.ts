import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { pickedIn } from './picked-threads.ts';

export function* mutedThreads(facts: Facts, window: Window): Generator<RowByKey['MutedThreads']> {
  for (const { at, hash, thread } of pickedIn(facts, facts.streams.mutedThreads, window)) {
    yield {
      thread_id: thread.id,
      network_id: facts.identity.id,
      is_muted: hash % 4 !== 0,
      updated_by_id: facts.people.id(facts.people.lasting(hash)),
      created_at: instantText(hash % 4 === 0 ? thread.startedAt : at),
      updated_at: instantText(at),
    };
  }
}
