import type { Facts } from '../facts.ts';
import { mix, rest } from '../hash.ts';
import type { Message } from '../messages.ts';
import type { Part } from '../text/index.ts';
import { MESSAGES_A_THREAD, type Thread } from '../threads.ts';
import { isInWords } from './message-hazards.ts';
import { praisedUser, talkIn } from './talks.ts';

/** One in this many late messages replies to the opening; the others react to an early reply. */
const REPLY = 3;
/** One in this many later messages of the person who asked is a remark; the others thank for an answer. */
const REMARK = 3;

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
  // The replies of the script are for the first ones, so that nobody says what somebody has said before.
  const said = rank > talkIn(facts, thread).script.replies.length;
  if (answered !== first) {
    const before = facts.messages.at(answered);
    const to = before?.sender ?? starter;
    // The last message of a series closes it.
    const closes = index % MESSAGES_A_THREAD === MESSAGES_A_THREAD - 1;
    const reacts = said || closes || sender === starter || rest(mix(index, first), 2) === 0;
    if (before && to !== sender && reacts) return { part: reactionTo(facts, message, before), to, rank };
    return { part: sender === starter ? 'remark' : 'reply', to: starter, rank };
  }
  if (sender === starter) {
    const early = earlyReply(facts, thread, index);
    const part = early && rest(mix(index, first), REMARK) !== 0 ? reactionOfAsker(facts, early) : 'remark';
    return { part, to: early?.sender ?? starter, rank };
  }
  const late = index >= first + MESSAGES_A_THREAD;
  if (!late || (!said && rest(mix(index, first), REPLY) === 0)) return { part: 'reply', to: starter, rank };
  const early = earlyReply(facts, thread, index);
  if (early && early.sender !== sender) return { part: 'reaction', to: early.sender, rank };
  // A question is answered; only to an answer does anybody react.
  return { part: thread.kind === 'question' ? 'reply' : 'reaction', to: starter, rank };
}

function reactionTo(facts: Facts, { thread, sender }: Message, before: Message): Part {
  return thread.kind === 'question' && sender === thread.starter
    ? reactionOfAsker(facts, before)
    : 'reaction';
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

/** The first reply of another user at once in a thread, before the message at `index`; undefined for none. */
function earlyReply(facts: Facts, thread: Thread, index: number): Message | undefined {
  const first = thread.index * MESSAGES_A_THREAD;
  for (let each = first + 1; each < Math.min(first + MESSAGES_A_THREAD, index); each++) {
    if (facts.threads.of(each) !== thread.index) continue;
    const reply = facts.messages.at(each);
    if (reply && reply.sender !== thread.starter) return reply;
  }
  return undefined;
}
