import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import type { Message } from '../messages.ts';
import { type Hazard, hazardOf, hazards, isWritten } from '../text/index.ts';
import { MESSAGES_A_THREAD } from '../threads.ts';

/**
 * In the smallest network every thread begins with the next hazard, so that two months have all of them
 * several times; in larger ones every third, at most every sixteenth.
 */
const HAZARDS_A_WEEK = 16;
const THREADS_A_HAZARD_AT_MOST = 16;

/** The place of a message tells its hazard. */
type Placed = Pick<Message, 'thread' | 'index'>;

/** The hazard in the body of a message with this hash. */
export function hazardIn(facts: Facts, { thread, index }: Placed, hash: number): Hazard | 'none' {
  const every = threadsAHazard(facts);
  const inTurn = thread.index % every === 0 && index === thread.index * MESSAGES_A_THREAD;
  const hazard = inTurn ? (hazards[(thread.index / every) % hazards.length] as Hazard) : hazardOf(hash);
  // A poll has a question.
  const asks = thread.kind === 'poll' && index % MESSAGES_A_THREAD === 0;
  return asks && !isWritten(hazard) ? 'none' : hazard;
}

function threadsAHazard({ options }: Facts): number {
  const threads = (options.messagesPerDay * 7) / MESSAGES_A_THREAD;
  return Math.min(THREADS_A_HAZARD_AT_MOST, Math.max(1, Math.round(threads / HAZARDS_A_WEEK)));
}

/** Tells whether the body of a message has sentences of its own, whatever else is in it. */
export function isInWords(facts: Facts, message: Placed): boolean {
  return isWritten(hazardIn(facts, message, mix(facts.keys.messages, message.index)));
}
