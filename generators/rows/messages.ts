import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import type { DatedVersion } from '../versions.ts';
import { versionsIn } from '../versions-in-window.ts';
import { messageRow } from './message.ts';
import type { MessageRow } from './message-specials.ts';
import { visitedVersionsIn } from './shared-threads.ts';

/** Messages whose latest version is in the window. */
export function messages(facts: Facts, window: Window): Generator<MessageRow> {
  return madeOfVersions(facts, window, (host, { message, version, latest }) =>
    latest ? messageRow(host, message, version) : undefined,
  );
}

export function* messagesBy(facts: Facts, user: number, now: number): Generator<MessageRow> {
  for (const message of facts.messages.postedBy(user, now)) {
    yield messageRow(facts, message, facts.messages.latest(message, now));
  }
}

/**
 * Things made of the versions in the window, in order of time: those of this network and of the threads seen
 * elsewhere.
 *
 * @param make makes a thing of a version and its network; undefined for none.
 */
export function* madeOfVersions<T>(
  facts: Facts,
  window: Window,
  make: (host: Facts, version: DatedVersion) => T | undefined,
): Generator<T> {
  const visited = visitedVersionsIn(facts, window);
  let next = visited.next();
  for (const own of versionsIn(facts.messages, window)) {
    for (; !next.done && next.value.version.at < own.version.at; next = visited.next()) {
      const thing = make(next.value.host, next.value);
      if (thing !== undefined) yield thing;
    }
    const thing = make(facts, own);
    if (thing !== undefined) yield thing;
  }
  for (; !next.done; next = visited.next()) {
    const thing = make(next.value.host, next.value);
    if (thing !== undefined) yield thing;
  }
}
