import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { MESSAGES_A_THREAD } from '../threads.ts';
import { bestReplyMark } from './best-replies.ts';
import { messageRow } from './message.ts';
import { isAnnouncement, type MessageRow } from './message-specials.ts';

/** Messages whose latest version is in the window. */
export function* messages(facts: Facts, window: Window): Generator<MessageRow> {
  for (const { message, version, latest } of facts.messages.versionsIn(window)) {
    if (latest) yield messageRow(facts, message, version);
  }
}

/** Every version in the window. */
export function* messageVersions(facts: Facts, window: Window): Generator<MessageRow> {
  for (const { message, version } of facts.messages.versionsIn(window)) {
    yield messageRow(facts, message, version);
  }
}

export function* messagesBy(facts: Facts, user: number, now: number): Generator<MessageRow> {
  for (const message of facts.messages.postedBy(user, now)) {
    yield messageRow(facts, message, facts.messages.latest(message, now));
  }
}

/** Announcements that a user made. */
export function* broadcastsBy(facts: Facts, user: number, now: number): Generator<RowByKey['Broadcast']> {
  for (const message of facts.messages.postedBy(user, now)) {
    if (!isAnnouncement(message.thread) || message.index % MESSAGES_A_THREAD !== 0) continue;
    yield messageRow(facts, message, facts.messages.latest(message, now)) as RowByKey['Broadcast'];
  }
}

/** A user's answers that somebody marked as the best. */
export function* bestReplyMessagesBy(
  facts: Facts,
  user: number,
  now: number,
): Generator<RowByKey['BestReplyMessages']> {
  for (const message of facts.messages.postedBy(user, now)) {
    if (message.thread.kind !== 'question') continue;
    const mark = bestReplyMark(facts, message, now);
    if (!mark) continue;
    yield {
      ...messageRow(facts, message, facts.messages.latest(message, now)),
      marked_by_id: facts.people.id(mark.by),
      marked_at: instantText(mark.at),
    };
  }
}
