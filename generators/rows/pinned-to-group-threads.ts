import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { doneBy, type Happening, presentActor } from './happenings.ts';
import { ownThread } from './threads-nearby.ts';

/* The things that a user pinned, hid or was notified of; only the user's own export contains them. */

type Pin = RowByKey['PinnedToGroupThreads'];

function pin(facts: Facts, ordinal: number, at: number): Happening<Pin> {
  const stream = facts.streams.pins;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const thread = ownThread(facts, ordinal, stream.every, at, stream.hash(ordinal));
  if (!thread?.community) return undefined;
  const row = {
    id: facts.ids.text('pin', ordinal, at),
    network_id: facts.identity.id,
    thread_id: thread.id,
    group_id: thread.community.id,
    pinned_by_id: facts.people.id(actor),
    pinned_at: instantText(at),
  };
  return { actor, row };
}

export const pinsBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.pins, user, now, pin);
