import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { fraction, mix } from '../hash.ts';
import type { Change } from '../population.ts';

type Row = RowByKey['UserGroupRecommendationActions'];

/** The rounds after which a user has seen half of what that user ever sees. */
const HALF_SEEN = 8;
/** The maximum number of people and of prompts that are shown to a user. */
const PEOPLE_AT_MOST = 150;
const PROMPTS_AT_MOST = 60;

/**
 * Counters only rise, and more slowly with each change: a user sees a part of the communities, topics and
 * people that a network has at any time, most users a small one, and dismisses a part of those.
 */
function recommendationRow(facts: Facts, user: number, change: Change): Row {
  const { recommendations, vivaTopics } = facts.populations;
  const rounds = change.step === 0 ? 0 : 1 + change.step - recommendations.firstRound(user);
  const progress = rounds / (rounds + HALF_SEEN);
  const share = (number: number) => fraction(mix(mix(facts.keys.recommendations, user), number));
  const seen = (number: number, ofAll: number) => Math.floor(ofAll * share(number) ** 2 * progress);
  const groups = seen(4, facts.communities.population.seats + 1);
  const people = seen(5, Math.min(PEOPLE_AT_MOST, facts.people.population.seats));
  const topics = seen(6, vivaTopics.population.seats + 1);
  return {
    id: facts.people.id(user),
    user_prompt_view_times: seen(1, PROMPTS_AT_MOST),
    group_recommendation_dismiss_times: Math.floor(groups * share(2)),
    topic_recommendation_dismiss_times: Math.floor(topics * share(3)),
    group_recommendation_view_times: groups,
    user_recommendation_view_times: people,
    topic_recommendation_view_times: topics,
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
