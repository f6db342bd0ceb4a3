import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { messageRow } from './message.ts';
import type { MessageRow } from './message-specials.ts';
import { madeOfVersions } from './messages.ts';

/** Every version in the window. */
export function messageVersions(facts: Facts, window: Window): Generator<MessageRow> {
  return madeOfVersions(facts, window, (host, { message, version }) => messageRow(host, message, version));
}

/** The same rows, with a function in the place of each that the messages have, too. */
export function versionsBesideMessages(
  facts: Facts,
  window: Window,
): Generator<MessageRow | (() => MessageRow)> {
  return madeOfVersions<MessageRow | (() => MessageRow)>(
    facts,
    window,
    (host, { message, version, latest }) =>
      latest ? () => messageRow(host, message, version) : messageRow(host, message, version),
  );
}
