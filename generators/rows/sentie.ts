import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { phrase } from '../text/index.ts';
import { MOODS, pickedIn } from './picked-threads.ts';
import { leaderOf } from './viva-engage-leaders.ts';

export function* sentiments(facts: Facts, window: Window): Generator<RowByKey['Sentie']> {
  for (const { at, hash, thread } of pickedIn(facts, facts.streams.sentiments, window)) {
    const count = facts.populations.leaders.count(at);
    if (count === 0) continue;
    const leader = facts.people.id(leaderOf(facts, hash % count));
    const id = thread.id;
    const mood = MOODS[hash % MOODS.length] as (typeof MOODS)[number];
    yield {
      user_id: leader,
      sentiment_score: `https://www.yammer.com/api/v1/sentiments/${id}`,
      sentiment_opinions: JSON.stringify([{ target: phrase(facts.pools, hash), sentiment: mood }]),
      text_sentiment: mood,
      leaders: JSON.stringify([leader]),
      creator_id: facts.people.id(thread.starter),
      thread_id: id,
    };
  }
}
