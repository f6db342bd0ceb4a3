import type { SharedRow, Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { messageRow } from './message.ts';
import type { MessageRow } from './message-specials.ts';
import { madeOfVersions } from './messages.ts';

/** Every version in the window. */
export function messageVersions(facts: Facts, window: Window): Generator<MessageRow> {
  return madeOfVersions(facts, window, (host, { message, version }) => messageRow(host, message, version));
}

/** The same rows, each with the information whether it is one of the messages, too. */
export function versionsWithMessages(facts: Facts, window: Window): Generator<SharedRow> {
  return madeOfVersions(facts, window, (host, { message, version, latest }) => ({
    row: messageRow(host, message, version),
    shared: latest,
  }));
}
