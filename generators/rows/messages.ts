import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import type { DatedVersion } from '../versions.ts';
import { messageRow } from './message.ts';
import type { MessageRow } from './message-specials.ts';
import { visitedVersionsIn } from './shared-threads.ts';

/** Messages whose latest version is in the window. */
export function* messages(facts: Facts, window: Window): Generator<MessageRow> {
  for (const version of versionsIn(facts, window)) if (version.latest) yield rowOf(version);
}

export function* messagesBy(facts: Facts, user: number, now: number): Generator<MessageRow> {
  for (const message of facts.messages.postedBy(user, now)) {
    yield messageRow(facts, message, facts.messages.latest(message, now));
  }
}

/** A version of a message in a network. */
interface VersionIn extends DatedVersion {
  readonly host: Facts;
}

export function rowOf({ host, message, version }: VersionIn): MessageRow {
  return messageRow(host, message, version);
}

/** The versions in the window, in order of time: those of this network and of the threads seen elsewhere. */
export function* versionsIn(facts: Facts, window: Window): Generator<VersionIn> {
  const visited = visitedVersionsIn(facts, window);
  let next = visited.next();
  for (const { message, version, latest } of facts.messages.versionsIn(window)) {
    for (; !next.done && next.value.version.at < version.at; next = visited.next()) yield next.value;
    yield { host: facts, message, version, latest };
  }
  for (; !next.done; next = visited.next()) yield next.value;
}
