import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { MESSAGES_A_THREAD, type Thread } from '../threads.ts';
import { mentionedIn, subjectOf } from './message-texts.ts';
import { moodOf } from './moods.ts';
import { pickedAt } from './picked-threads.ts';
import { leadsAt } from './viva-engage-leaders.ts';

export function* sentiments(facts: Facts, window: Window): Generator<RowByKey['Sentie']> {
  const stream = facts.streams.sentiments;
  for (const { ordinal, at } of stream.within(window)) {
    const about = (thread: Thread) => leadersIn(facts, thread, at);
    const picked = pickedAt(facts, stream, ordinal, at, (thread) => about(thread).length > 0);
    if (picked === undefined) continue;
    const { id, starter } = picked.thread;
    const leaders = about(picked.thread).map((user) => facts.people.id(user));
    const mood = moodOf(facts, picked.thread);
    const subject = subjectOf(facts, picked.thread).name;
    yield {
      user_id: leaders[0] as string,
      sentiment_score: `https://www.yammer.com/api/v1/sentiments/${id}`,
      sentiment_opinions: JSON.stringify([{ target: subject, sentiment: mood }]),
      text_sentiment: mood,
      leaders: JSON.stringify(leaders),
      creator_id: facts.people.id(starter),
      thread_id: id,
    };
  }
}

/** The leaders in the first message of a thread: the user whom it praises or mentions, and its writer. */
function leadersIn(facts: Facts, thread: Thread, at: number): number[] {
  const first = facts.messages.at(thread.index * MESSAGES_A_THREAD);
  const mentioned = first && mentionedIn(facts, first);
  const named = mentioned === undefined ? [thread.starter] : [mentioned, thread.starter];
  return named.filter((user) => leadsAt(facts, user, at));
}
