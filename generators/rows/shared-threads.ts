import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import type { Message } from '../messages.ts';
import { isAnnouncement } from './message-specials.ts';

export type Outbound = RowByKey['MessageThreads.Outbound'];

interface SharedThread {
  readonly row: Outbound;
  readonly number: number;
}

/**
 * Threads that are shared with other networks and that a guest has written in, by the time of their latest
 * message.
 */
export function* sharedIn(
  facts: Facts,
  kind: 'inbound' | 'outbound',
  window: Window,
): Generator<SharedThread> {
  for (const { ordinal } of facts.messages.stream.within(window)) {
    const number = facts.threads.of(ordinal);
    if (number < 0 || facts.threads.kind(number) !== kind || !facts.messages.at(ordinal)) continue;
    const messages = facts.messages.inThread(number, window.now);
    const last = messages.at(-1);
    if (last?.index !== ordinal) continue;
    const row = sharedThread(facts, messages, last);
    if (row) yield { row, number };
  }
}

function sharedThread(facts: Facts, messages: readonly Message[], last: Message): Outbound | undefined {
  const guests = new Set(messages.map((each) => each.sender).filter((user) => facts.people.isGuest(user)));
  if (guests.size === 0) return undefined;
  const files = messages.flatMap((each) => facts.uploads.carriedBy(each) ?? []);
  return {
    id: last.thread.id,
    files: files.map((file) => `uploadedfile:${facts.uploads.fileId(file)}`).join(', '),
    external_participants: [...guests].map((user) => `user:${facts.people.id(user)}`).join(','),
    updated_at: instantText(last.postedAt),
    is_announcement: isAnnouncement(last.thread),
    is_reply_disabled: last.thread.index % 16 === 0,
  };
}
