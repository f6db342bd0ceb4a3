import { DAY_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import { delayWithin } from '../delays.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { administratorAt } from './administrators.ts';
import { spellsIn } from './happenings.ts';
import { pickedAt } from './picked-threads.ts';

/** One muted thread in four is unmuted again, at most this long after. */
const FOUR = 4;
const MUTED_FOR = 2 * DAY_MS;

export function* mutedThreads(facts: Facts, window: Window): Generator<RowByKey['MutedThreads']> {
  const stream = facts.streams.mutedThreads;
  const spells = spellsIn(stream, window, MUTED_FOR, (ordinal, at) => {
    const picked = pickedAt(facts, stream, ordinal, at);
    return (
      picked && {
        changesAt: picked.hash % FOUR === 0 ? at + delayWithin(MUTED_FOR, picked.hash) : undefined,
        ...picked,
      }
    );
  });
  for (const { at, changesAt = Number.POSITIVE_INFINITY, hash, thread } of spells) {
    const unmuted = changesAt <= window.now;
    yield {
      thread_id: thread.id,
      network_id: facts.identity.id,
      is_muted: !unmuted,
      updated_by_id: facts.people.id(administratorAt(facts, hash, at)),
      created_at: instantText(at),
      updated_at: instantText(unmuted ? changesAt : at),
    };
  }
}
