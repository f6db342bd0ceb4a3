import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { below, mix } from '../hash.ts';
import type { Change } from '../population.ts';

type Row = RowByKey['UserGroupRecommendationActions'];

/** Counters only rise: each change adds to the previous value. */
function recommendationRow(facts: Facts, user: number, change: Change): Row {
  const counter = (number: number) =>
    change.step * 3 + below(mix(mix(facts.keys.recommendations, user), number), 3);
  return {
    id: facts.people.id(user),
    user_prompt_view_times: counter(1),
    group_recommendation_dismiss_times: counter(2),
    topic_recommendation_dismiss_times: counter(3),
    group_recommendation_view_times: counter(4),
    user_recommendation_view_times: counter(5),
    topic_recommendation_view_times: counter(6),
  };
}

export function* recommendations(facts: Facts, window: Window): Generator<Row> {
  for (const { member, change } of facts.populations.recommendations.changedIn(window)) {
    yield recommendationRow(facts, member, change);
  }
}

export function* recommendationsOf(facts: Facts, user: number, now: number): Generator<Row> {
  yield recommendationRow(facts, user, facts.populations.recommendations.latest(user, now));
}
