import type { Facts } from '../facts.ts';
import type { Message } from '../messages.ts';
import { type Mood, moodOfSaid, spelled } from '../text/index.ts';
import { MESSAGES_A_THREAD, type Thread } from '../threads.ts';
import { isInWords } from './message-hazards.ts';
import { phraseIn } from './message-texts.ts';

/** The mood of a thread: that of its first message. */
export function moodOf(facts: Facts, thread: Thread): Mood {
  const first = facts.messages.at(thread.index * MESSAGES_A_THREAD);
  return first === undefined ? 'neutral' : moodOfMessage(facts, first);
}

/** The mood of a message. One without a sentence of its own, such as an emoji alone, is neutral. */
export function moodOfMessage(facts: Facts, message: Message): Mood {
  if (!isInWords(facts, message)) return 'neutral';
  const { talk, part, phrase } = phraseIn(facts, message);
  return moodOfSaid(talk, part, spelled(phrase));
}
