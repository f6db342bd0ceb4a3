import { DAY_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import { delayWithin } from '../delays.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import type { Thread } from '../threads.ts';
import { administratorAt } from './administrators.ts';
import { spellsIn } from './happenings.ts';
import { pickedAt } from './picked-threads.ts';
import { turnFor } from './threads-nearby.ts';

/** One muted thread in four is unmuted again, at most this long after. */
const FOUR = 4;
const MUTED_FOR = 2 * DAY_MS;

/** The thread that a turn of the stream mutes, and the time at which it is unmuted, if it is. */
function mutedAt(facts: Facts, ordinal: number, at: number) {
  const picked = pickedAt(facts, facts.streams.mutedThreads, ordinal, at);
  return (
    picked && {
      changesAt: picked.hash % FOUR === 0 ? at + delayWithin(MUTED_FOR, picked.hash) : undefined,
      ...picked,
    }
  );
}

/** Tells whether a thread is muted at an instant. */
export function isMutedAt(facts: Facts, thread: Thread, instant: number): boolean {
  const stream = facts.streams.mutedThreads;
  const ordinal = turnFor(thread.index, stream.every);
  const at = stream.at(ordinal);
  if (at > instant) return false;
  const muted = mutedAt(facts, ordinal, at);
  return muted?.thread.index === thread.index && instant < (muted.changesAt ?? Number.POSITIVE_INFINITY);
}

export function* mutedThreads(facts: Facts, window: Window): Generator<RowByKey['MutedThreads']> {
  const stream = facts.streams.mutedThreads;
  const spells = spellsIn(stream, window, MUTED_FOR, (ordinal, at) => mutedAt(facts, ordinal, at));
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
