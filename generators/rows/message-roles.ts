import type { Facts } from '../facts.ts';
import type { Message } from '../messages.ts';
import type { Part } from '../text/index.ts';
import { MESSAGES_A_THREAD, type ThreadKind } from '../threads.ts';
import { isInWords } from './message-hazards.ts';
import { praisedUser, talkIn } from './talks.ts';

/** The kinds of threads whose openings ask. */
const ASKING: readonly ThreadKind[] = ['question', 'poll', 'private'];

/** The part of a message in its thread. */
export interface Role {
  readonly part: Part;
  /** The user whom it answers. */
  readonly to: number;
  /** The number of its position in the thread, from 0: no two messages of a thread have the same. */
  readonly rank: number;
}

/**
 * The part of a message in its thread, and the user whom it answers.
 * @param answered the ordinal of the message that it answers; its own for the first of a thread.
 */
export function roleOf(facts: Facts, message: Message, answered: number): Role {
  const { thread, index, sender } = message;
  const { starter } = thread;
  const first = thread.index * MESSAGES_A_THREAD;
  if (index === first) return { part: 'opening', to: sender, rank: 0 };
  const rank = facts.threads.rank(index);
  if (thread.kind === 'praise' && sender === praisedUser(facts, thread))
    return { part: 'thanks', to: starter, rank };
  const before = answered === first ? undefined : facts.messages.at(answered);
  if (before && isInWords(facts, before))
    return { part: reactionTo(facts, message, before), to: before.sender, rank };
  if (sender === starter) return { part: 'remark', to: starter, rank };
  // The replies of the script are for the first ones, so that nobody says what somebody has said before.
  if (rank <= talkIn(facts, thread).script.replies.length) return { part: 'reply', to: starter, rank };
  return { part: ASKING.includes(thread.kind) ? 'echo' : 'reaction', to: starter, rank };
}

function reactionTo(facts: Facts, { thread, sender }: Message, before: Message): Part {
  if (sender !== thread.starter) return 'reaction';
  if (thread.kind === 'private') return 'thanks';
  return thread.kind === 'question' ? reactionOfAsker(facts, before) : 'reaction';
}

/** The person who asked thanks for an answer, and has a remark about anything else. */
function reactionOfAsker(facts: Facts, before: Message): Part {
  return isAnswer(facts, before) ? 'thanks' : 'remark';
}

/** Tells whether a message answers the question that opens its thread, in words. */
export function isAnswer(facts: Facts, message: Message): boolean {
  if (message.thread.kind !== 'question') return false;
  const { part } = roleOf(facts, message, facts.messages.answered(message));
  return part === 'reply' && isInWords(facts, message);
}

/**
 * Tells whether a message in the thread of a question is about an answer instead of being one.
 * @param answered the ordinal of the message that it answers.
 */
export function isSupplemental(facts: Facts, message: Message, answered: number): boolean {
  if (message.thread.kind !== 'question') return false;
  const { part } = roleOf(facts, message, answered);
  return part === 'reaction' || part === 'thanks';
}
