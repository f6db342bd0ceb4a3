import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import type { Message } from '../messages.ts';
import type { Stream } from '../stream.ts';
import { MESSAGES_A_THREAD, type Thread } from '../threads.ts';
import { ownThread } from './threads-nearby.ts';

export const MOODS = ['positive', 'neutral', 'negative'] as const;

/** The mood of a thread by its kind: a praise is positive, and a person with a question may have trouble. */
export function moodOf({ keys }: Facts, { kind, index }: Thread): (typeof MOODS)[number] {
  if (kind === 'praise') return 'positive';
  const lot = mix(keys.moods, index) % 4;
  if (kind === 'question') return lot === 0 ? 'negative' : 'neutral';
  return lot === 0 ? 'positive' : 'neutral';
}

/** The mood of a message: the first one of a thread has that of the thread. */
export function moodOfMessage(facts: Facts, { index, thread }: Message): (typeof MOODS)[number] {
  if (index % MESSAGES_A_THREAD === 0) return moodOf(facts, thread);
  return MOODS[mix(facts.keys.moods, ~index) % MOODS.length] as (typeof MOODS)[number];
}

/** The messages of a thread that are there before an instant: posted, and not deleted. */
export function presentIn({ messages }: Facts, thread: Thread, instant: number): Message[] {
  const posted = messages.inThread(thread.index, instant - 1);
  return posted.filter((message) => !messages.latest(message, instant - 1).deleted);
}

/**
 * The thread that a turn of a stream picked; no other turn picks the same one.
 * @param suits tells whether a thread can be picked, whatever the start and the clock are (default: each can).
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

/** The threads that a stream picked in a window. */
export function* pickedIn(facts: Facts, stream: Stream, window: Window) {
  for (const { ordinal, at } of stream.within(window)) {
    const picked = pickedAt(facts, stream, ordinal, at);
    if (picked) yield picked;
  }
}
