import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { messageRow } from './message.ts';
import type { MessageRow } from './message-specials.ts';
import { visitedVersionsIn } from './shared-threads.ts';

/** Messages whose latest version is in the window. */
export function messages(facts: Facts, window: Window): Generator<MessageRow> {
  return versionRows(facts, window, true);
}

export function* messagesBy(facts: Facts, user: number, now: number): Generator<MessageRow> {
  for (const message of facts.messages.postedBy(user, now)) {
    yield messageRow(facts, message, facts.messages.latest(message, now));
  }
}

/** The versions in the window, in order of time: those of this network and of the threads seen elsewhere. */
export function* versionRows(facts: Facts, window: Window, latestOnly: boolean): Generator<MessageRow> {
  const visited = visitedVersionsIn(facts, window);
  let next = visited.next();
  for (const own of facts.messages.versionsIn(window)) {
    for (; !next.done && next.value.version.at < own.version.at; next = visited.next()) {
      const { host, message, version, latest } = next.value;
      if (latest || !latestOnly) yield messageRow(host, message, version);
    }
    if (own.latest || !latestOnly) yield messageRow(facts, own.message, own.version);
  }
  for (; !next.done; next = visited.next()) {
    const { host, message, version, latest } = next.value;
    if (latest || !latestOnly) yield messageRow(host, message, version);
  }
}
