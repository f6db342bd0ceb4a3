import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { below, mix } from '../hash.ts';
import type { Change } from '../population.ts';

type Row = RowByKey['UserGroupRecommendationActions'];

/** The most times that a user sees recommendations of a kind between two changes. */
const SEEN_AT_MOST = 6;

/**
 * Counters only rise: each change adds to the previous value. A user dismisses a part of the recommendations
 * that the user saw.
 */
function recommendationRow(facts: Facts, user: number, change: Change): Row {
  const { recommendations } = facts.populations;
  const rounds = change.step === 0 ? 0 : 1 + change.step - recommendations.firstRound(user);
  const lot = (number: number) => mix(mix(facts.keys.recommendations, user), number);
  const seen = (number: number) => rounds * (1 + below(lot(number), SEEN_AT_MOST));
  const dismissed = (number: number, ofSeen: number) =>
    Math.floor((seen(ofSeen) * below(lot(number), 100)) / 100);
  return {
    id: facts.people.id(user),
    user_prompt_view_times: seen(1),
    group_recommendation_dismiss_times: dismissed(2, 4),
    topic_recommendation_dismiss_times: dismissed(3, 6),
    group_recommendation_view_times: seen(4),
    user_recommendation_view_times: seen(5),
    topic_recommendation_view_times: seen(6),
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
