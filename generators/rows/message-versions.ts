import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { messageRow } from './message.ts';
import type { MessageRow } from './message-specials.ts';

/** Every version in the window. */
export function* messageVersions(facts: Facts, window: Window): Generator<MessageRow> {
  for (const { message, version } of facts.messages.versionsIn(window)) {
    yield messageRow(facts, message, version);
  }
}
