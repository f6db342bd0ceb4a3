import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { messageRow } from './message.ts';
import type { MessageRow } from './message-specials.ts';

/** Messages whose latest version is in the window. */
export function* messages(facts: Facts, window: Window): Generator<MessageRow> {
  for (const { message, version, latest } of facts.messages.versionsIn(window)) {
    if (latest) yield messageRow(facts, message, version);
  }
}

export function* messagesBy(facts: Facts, user: number, now: number): Generator<MessageRow> {
  for (const message of facts.messages.postedBy(user, now)) {
    yield messageRow(facts, message, facts.messages.latest(message, now));
  }
}
