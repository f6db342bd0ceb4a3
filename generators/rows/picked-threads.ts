import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import type { Message } from '../messages.ts';
import type { Stream } from '../stream.ts';
import type { Thread } from '../threads.ts';
import { ownThread } from './threads-nearby.ts';

/** The messages of a thread that are there before an instant: posted, and not deleted. */
export function presentIn({ messages }: Facts, thread: Thread, instant: number): Message[] {
  const posted = messages.inThread(thread.index, instant - 1);
  return posted.filter((message) => !messages.latest(message, instant - 1).deleted);
}

/**
 * The thread that a turn of a stream picked; no other turn picks the same one.
 * @param suits tells whether a thread can be picked, whatever the start and clock are (default: each can).
 */
export function pickedAt(
  facts: Facts,
  stream: Stream,
  ordinal: number,
  at: number,
  suits?: (thread: Thread) => boolean,
) {
  const hash = stream.hash(ordinal);
  const thread = ownThread(facts, ordinal, stream.every, at, hash, suits);
  return thread && { ordinal, at, hash, thread };
}

/** The time of something that would happen to a thread; undefined when the thread has ended by then. */
export function whileOpen({ messages }: Facts, thread: Thread, instant: number | undefined) {
  return instant === undefined || instant >= messages.endOf(thread) ? undefined : instant;
}

/** The threads that a stream picked in a window. */
export function* pickedIn(facts: Facts, stream: Stream, window: Window) {
  for (const { ordinal, at } of stream.within(window)) {
    const picked = pickedAt(facts, stream, ordinal, at);
    if (picked) yield picked;
  }
}
