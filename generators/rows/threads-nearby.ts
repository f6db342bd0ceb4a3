import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import type { Message } from '../messages.ts';
import { MESSAGES_A_THREAD, THREADS_A_BLOCK, type Thread, type ThreadKind } from '../threads.ts';

const MESSAGES_A_BLOCK = MESSAGES_A_THREAD * THREADS_A_BLOCK;
/** Events happen to a thread only while it is in the last three blocks of 32. */
const BLOCKS_BACK = 3;

/**
 * The threads of one kind that began before the instant and few messages ago, in a different order for every
 * hash.
 */
export function recentThreads(
  facts: Facts,
  kind: ThreadKind,
  message: number,
  at: number,
  hash: number,
): Thread[] {
  const block = Math.max(0, Math.floor(message / MESSAGES_A_BLOCK) - (hash % BLOCKS_BACK));
  const numbers = facts.threads.ofKind(kind, block);
  const first = mix(hash, 5);
  return numbers
    .map((_, i) => facts.threads.get(numbers[(first + i) % numbers.length] as number))
    .filter((thread) => thread.exists && thread.startedAt < at);
}

/** A reply in one of the recent questions, posted before the instant. */
export function recentAnswer(facts: Facts, message: number, at: number, hash: number): Message | undefined {
  for (const thread of recentThreads(facts, 'question', message, at, hash)) {
    const replies = facts.messages.inThread(thread.index, at - 1).slice(1);
    if (replies.length > 0) return replies[mix(hash, 6) % replies.length];
  }
  return undefined;
}

/**
 * A thread from the range of `messages` before this one, so that no two turns of a stream get the same
 * thread.
 */
export function ownThread(
  facts: Facts,
  ordinal: number,
  messages: number,
  at: number,
  hash: number,
): Thread | undefined {
  if (ordinal === 0) return undefined;
  const span = messages / MESSAGES_A_THREAD;
  for (let i = 0; i < span; i++) {
    const thread = facts.threads.get((ordinal - 1) * span + ((hash + i) % span));
    if (thread.exists && thread.kind !== 'draft' && thread.startedAt < at) return thread;
  }
  return undefined;
}
