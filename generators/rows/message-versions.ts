import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import type { MessageRow } from './message-specials.ts';
import { versionRows } from './messages.ts';

/** Every version in the window. */
export function messageVersions(facts: Facts, window: Window): Generator<MessageRow> {
  return versionRows(facts, window, false);
}
