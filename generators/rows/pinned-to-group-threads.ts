import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import type { Thread } from '../threads.ts';
import { deedsOf, presentActor } from './happenings.ts';
import { ownThread } from './threads-nearby.ts';

/* The things that a user pinned, hid or was notified of; only the user's own export contains them. */

type Pin = RowByKey['PinnedToGroupThreads'];

/** The pin of a turn of the stream. */
function pinAt(facts: Facts, ordinal: number, at: number) {
  const stream = facts.streams.pins;
  const actor = presentActor(facts, stream, ordinal, at);
  const thread =
    actor === undefined ? undefined : ownThread(facts, ordinal, stream.every, at, stream.hash(ordinal));
  const community = thread?.community;
  return actor === undefined || !thread || !community ? undefined : { actor, thread, community, ordinal, at };
}

/** The threads that a user pinned by `now`. */
export function* pinnedBy(facts: Facts, user: number, now: number): Generator<Thread> {
  for (const { thread } of deedsOf(facts, facts.streams.pins, user, now, pinAt)) yield thread;
}

export function* pinsBy(facts: Facts, user: number, now: number): Generator<Pin> {
  for (const { thread, community, ordinal, at } of deedsOf(facts, facts.streams.pins, user, now, pinAt)) {
    yield {
      id: facts.ids.text('pin', ordinal, at),
      network_id: facts.identity.id,
      thread_id: thread.id,
      group_id: community.id,
      pinned_by_id: facts.people.id(user),
      pinned_at: instantText(at),
    };
  }
}
