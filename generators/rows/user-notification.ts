import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Message } from '../messages.ts';
import { MESSAGES_A_THREAD } from '../threads.ts';
import { doneBy, type Happening, presentActor } from './happenings.ts';

type Notification = RowByKey['UserNotification'];

function notification(facts: Facts, ordinal: number, at: number, now: number): Happening<Notification> {
  const stream = facts.streams.notifications;
  const actor = presentActor(facts, stream, ordinal, at);
  const hash = stream.hash(ordinal);
  const index = stream.message(ordinal) - (hash % 6);
  const message = actor === undefined || index < 0 ? undefined : facts.messages.at(index);
  if (actor === undefined || !message || message.postedAt >= at || message.sender === actor) return undefined;
  if (message.thread.kind === 'draft') return undefined;
  const readAt = at + (mix(hash, 1) % 36) * 3_600_000;
  const row = {
    id: facts.ids.text('notification', ordinal, at),
    user_id: facts.people.id(actor),
    network_id: facts.identity.id,
    notification_type: reasonOf(message, hash),
    actor_id: facts.people.id(message.sender),
    message_id: message.id,
    thread_id: message.thread.id,
    created_at: instantText(at),
    read_at: hash % 3 === 0 || readAt > now ? '' : instantText(readAt),
  };
  return { actor, row };
}

function reasonOf(message: Message, hash: number): Notification['notification_type'] {
  if (message.index % MESSAGES_A_THREAD !== 0) return hash % 4 === 0 ? 'reaction' : 'reply';
  if (message.thread.kind === 'announcement') return 'announcement';
  return message.thread.kind === 'praise' ? 'praise' : 'mention';
}

export const notificationsBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.notifications, user, now, notification);
