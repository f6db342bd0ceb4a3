import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import type { Message } from '../messages.ts';
import type { Stream } from '../stream.ts';
import { MESSAGES_A_THREAD, THREADS_A_BLOCK, type Thread, type ThreadKind } from '../threads.ts';
import { isAnswer } from './message-roles.ts';
import { remembered } from './remembered.ts';

const MESSAGES_A_BLOCK = MESSAGES_A_THREAD * THREADS_A_BLOCK;
/** The threads that not everybody may know of. */
export const HIDDEN: readonly ThreadKind[] = ['draft', 'private'];
/** Events happen to a thread only while it is in the last three blocks of 32. */
const BLOCKS_BACK = 3;
/** More than the threads of those blocks. */
const QUESTIONS_KEPT = 128;

/** A thread of one kind that began before the instant and few messages ago, if it is open then. */
export function recentThread(...place: Parameters<typeof recentThreads>): Thread | undefined {
  const [thread] = recentThreads(...place);
  return thread && place[0].messages.isOpen(thread, place[3]) ? thread : undefined;
}

/**
 * Tells whether an earlier turn of the same user in the stream had the same target, such as a vote in a poll.
 * Only turns since the beginning of the thread can have it.
 */
export function doneBefore(
  facts: Facts,
  stream: Stream,
  turn: { readonly ordinal: number; readonly actor: number; readonly thread: Thread },
  isTarget: (ordinal: number, at: number) => boolean,
): boolean {
  const first = Math.floor((turn.thread.index * MESSAGES_A_THREAD) / stream.every);
  const block = Math.floor(turn.thread.index / THREADS_A_BLOCK);
  for (let ordinal = first; ordinal < turn.ordinal; ordinal++) {
    // Two in three turns are about another block: this is cheaper than to find the user.
    if (recentBlock(stream.message(ordinal), stream.hash(ordinal)) !== block) continue;
    if (facts.people.member(stream.actor(ordinal)) !== turn.actor) continue;
    if (isTarget(ordinal, stream.at(ordinal))) return true;
  }
  return false;
}

/**
 * The threads of one kind that began before the instant and few messages ago, in a different order for every
 * hash.
 */
function recentThreads(facts: Facts, kind: ThreadKind, message: number, at: number, hash: number): Thread[] {
  const block = recentBlock(message, hash);
  const numbers = facts.threads.ofKind(kind, block);
  const first = mix(hash, 5);
  return numbers
    .map((_, i) => facts.threads.get(numbers[(first + i) % numbers.length] as number))
    .filter((thread) => thread.exists && thread.startedAt < at);
}

/** The block of threads that a turn at a message is about. */
function recentBlock(message: number, hash: number): number {
  return Math.max(0, Math.floor(message / MESSAGES_A_BLOCK) - (hash % BLOCKS_BACK));
}

/** The answers in a question at any time. */
const answersIn = remembered(QUESTIONS_KEPT, (facts, thread) =>
  facts.messages.inThread(thread, Number.POSITIVE_INFINITY).filter((message) => isAnswer(facts, message)),
);

/** An answer in one of the recent questions, posted before the instant. */
export function recentAnswer(facts: Facts, message: number, at: number, hash: number): Message | undefined {
  for (const thread of recentThreads(facts, 'question', message, at, hash)) {
    const replies = answersIn(facts, thread.index).filter(({ postedAt }) => postedAt < at);
    if (replies.length === 0) continue;
    const reply = replies[mix(hash, 6) % replies.length] as Message;
    const there = facts.messages.isOpen(thread, at) && !facts.messages.latest(reply, at).deleted;
    return there ? reply : undefined;
  }
  return undefined;
}

/**
 * A thread from the range of `messages` before this one, so that no two turns of a stream get the same
 * thread. Never a private conversation: what is only for its participants is not analysed, tagged or pinned.
 * @param suits tells whether a thread can be the one (default: each can).
 */
export function ownThread(
  facts: Facts,
  ordinal: number,
  messages: number,
  at: number,
  hash: number,
  suits: (thread: Thread) => boolean = any,
): Thread | undefined {
  if (ordinal === 0) return undefined;
  const span = messages / MESSAGES_A_THREAD;
  for (let i = 0; i < span; i++) {
    const index = (ordinal - 1) * span + ((hash + i) % span);
    if (HIDDEN.includes(facts.threads.kind(index))) continue;
    const thread = facts.threads.get(index);
    if (thread.exists && thread.startedAt < at && suits(thread))
      return facts.messages.isOpen(thread, at) ? thread : undefined;
  }
  return undefined;
}

/** The only turn of a stream that can get a thread from `ownThread`. */
export function turnFor(thread: number, messages: number): number {
  return Math.floor(thread / (messages / MESSAGES_A_THREAD)) + 1;
}

function any(): boolean {
  return true;
}
