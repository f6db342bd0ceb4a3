import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { doneBy, type Happening, presentActor } from './happenings.ts';
import { recentThread } from './threads-nearby.ts';

type BroadcastPin = RowByKey['PinnedToBroadcastThreads'];

function broadcastPin(facts: Facts, ordinal: number, at: number): Happening<BroadcastPin> {
  const stream = facts.streams.broadcastPins;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const thread = recentThread(facts, 'announcement', stream.message(ordinal), at, stream.hash(ordinal));
  if (!thread) return undefined;
  const row = {
    id: facts.ids.text('broadcastPin', ordinal, at),
    network_id: facts.identity.id,
    thread_id: thread.id,
    pinned_by_id: facts.people.id(actor),
    pinned_at: instantText(at),
  };
  return { actor, row };
}

export const broadcastPinsBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.broadcastPins, user, now, broadcastPin);
