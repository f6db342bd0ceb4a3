import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Message } from '../messages.ts';
import { MESSAGES_A_THREAD } from '../threads.ts';
import { doneBy, type Happening, presentActor } from './happenings.ts';
import { ownThread, recentThreads } from './threads-nearby.ts';

/* What a user pinned, hid or was notified of; only the user's own export has it. */

type Pin = RowByKey['PinnedToGroupThreads'];
type BroadcastPin = RowByKey['PinnedToBroadcastThreads'];
type Hidden = RowByKey['HiddenGroupsDiscoveryFeed'];
type Notification = RowByKey['UserNotification'];

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

function broadcastPin(facts: Facts, ordinal: number, at: number): Happening<BroadcastPin> {
  const stream = facts.streams.broadcastPins;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const [thread] = recentThreads(facts, 'announcement', stream.message(ordinal), at, stream.hash(ordinal));
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

function hidden(facts: Facts, ordinal: number, at: number): Happening<Hidden> {
  const stream = facts.streams.hiddenGroups;
  const actor = presentActor(facts, stream, ordinal, at);
  const count = facts.communities.population.count(at);
  if (actor === undefined || count === 0) return undefined;
  const community = facts.communities.get(stream.hash(ordinal) % count);
  const row = {
    id: facts.ids.text('hiddenGroup', ordinal, at),
    user_id: facts.people.id(actor),
    group_id: community.id,
    group_name: community.name,
    hidden_at: instantText(at),
  };
  return { actor, row };
}

function notification(facts: Facts, ordinal: number, at: number, now: number): Happening<Notification> {
  const stream = facts.streams.notifications;
  const actor = presentActor(facts, stream, ordinal, at);
  const lot = stream.hash(ordinal);
  const index = stream.message(ordinal) - (lot % 6);
  const message = actor === undefined || index < 0 ? undefined : facts.messages.at(index);
  if (actor === undefined || !message || message.postedAt >= at || message.sender === actor) return undefined;
  if (message.thread.kind === 'draft') return undefined;
  const readAt = at + (mix(lot, 1) % 36) * 3_600_000;
  const row = {
    id: facts.ids.text('notification', ordinal, at),
    user_id: facts.people.id(actor),
    network_id: facts.identity.id,
    notification_type: reasonOf(message, lot),
    actor_id: facts.people.id(message.sender),
    message_id: message.id,
    thread_id: message.thread.id,
    created_at: instantText(at),
    read_at: lot % 3 === 0 || readAt > now ? '' : instantText(readAt),
  };
  return { actor, row };
}

function reasonOf(message: Message, lot: number): Notification['notification_type'] {
  if (message.index % MESSAGES_A_THREAD !== 0) return lot % 4 === 0 ? 'reaction' : 'reply';
  if (message.thread.kind === 'announcement') return 'announcement';
  return message.thread.kind === 'praise' ? 'praise' : 'mention';
}

export const pinsBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.pins, user, now, pin);
export const broadcastPinsBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.broadcastPins, user, now, broadcastPin);
export const hiddenGroupsBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.hiddenGroups, user, now, hidden);
export const notificationsBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.notifications, user, now, notification);
