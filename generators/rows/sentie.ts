import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { subjectOf } from './message-texts.ts';
import { moodOf, pickedIn } from './picked-threads.ts';
import { leaderOf } from './viva-engage-leaders.ts';

export function* sentiments(facts: Facts, window: Window): Generator<RowByKey['Sentie']> {
  for (const { at, hash, thread } of pickedIn(facts, facts.streams.sentiments, window)) {
    const leader = facts.people.id(leaderOf(facts, facts.populations.leaders.pick(hash, at)));
    const id = thread.id;
    const mood = moodOf(facts, thread);
    yield {
      user_id: leader,
      sentiment_score: `https://www.yammer.com/api/v1/sentiments/${id}`,
      sentiment_opinions: JSON.stringify([{ target: subjectOf(facts, thread).name, sentiment: mood }]),
      text_sentiment: mood,
      leaders: JSON.stringify([leader]),
      creator_id: facts.people.id(thread.starter),
      thread_id: id,
    };
  }
}
