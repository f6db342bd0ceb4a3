import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import type { MessageRow } from './message-specials.ts';
import { rowOf, versionsIn } from './messages.ts';

/** Every version in the window. */
export function* messageVersions(facts: Facts, window: Window): Generator<MessageRow> {
  for (const version of versionsIn(facts, window)) yield rowOf(version);
}

/** The same rows, with a function in the place of each that the messages have, too. */
export function* versionsBesideMessages(
  facts: Facts,
  window: Window,
): Generator<MessageRow | (() => MessageRow)> {
  for (const version of versionsIn(facts, window)) {
    yield version.latest ? () => rowOf(version) : rowOf(version);
  }
}
