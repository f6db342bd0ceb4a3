import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { deedsOf, presentActor } from './happenings.ts';
import { recentThread } from './threads-nearby.ts';

type BroadcastPin = RowByKey['PinnedToBroadcastThreads'];

/** The pin of a turn of the stream. */
function pinAt(facts: Facts, ordinal: number, at: number) {
  const stream = facts.streams.broadcastPins;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const thread = recentThread(facts, 'announcement', stream.message(ordinal), at, stream.hash(ordinal));
  return thread && { actor, thread, ordinal, at };
}

/** The pins of a user; a thread is pinned once. */
export function* broadcastPinsBy(facts: Facts, user: number, now: number): Generator<BroadcastPin> {
  const stream = facts.streams.broadcastPins;
  // Since joining: another start of the network must not change which turn is the first.
  const joined = facts.people.times.joinedAt(user);
  const pinned = new Set<number>();
  for (const { thread, ordinal, at } of deedsOf(facts, stream, user, now, pinAt, joined)) {
    if (pinned.has(thread.index)) continue;
    pinned.add(thread.index);
    if (at < facts.startsAt) continue;
    yield {
      id: facts.ids.text('broadcastPin', ordinal, at),
      network_id: facts.identity.id,
      thread_id: thread.id,
      pinned_by_id: facts.people.id(user),
      pinned_at: instantText(at),
    };
  }
}
