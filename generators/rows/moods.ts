import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import type { Message } from '../messages.ts';
import { hazardRecipe, type Mood, moodOfSaid } from '../text/index.ts';
import { MESSAGES_A_THREAD, type Thread } from '../threads.ts';
import { hazardIn } from './message.ts';
import { partIn } from './message-texts.ts';

/** The mood of a thread: that of its first message. */
export function moodOf(facts: Facts, thread: Thread): Mood {
  const first = facts.messages.at(thread.index * MESSAGES_A_THREAD);
  return first === undefined ? 'neutral' : moodOfMessage(facts, first);
}

/** The mood of a message. One without a sentence, such as an emoji alone, is neutral. */
export function moodOfMessage(facts: Facts, message: Message): Mood {
  const hazard = hazardIn(facts, message, mix(facts.keys.messages, message.index));
  const wordless = hazard !== 'none' && hazardRecipe(hazard).place === 'whole';
  return wordless ? 'neutral' : moodOfSaid(partIn(facts, message));
}
