import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { stagedIn } from '../staged.ts';
import { application, creatorOf, type Topic, vivaTopicRow, whole } from './viva-topic-facts.ts';

export function* vivaTopics(facts: Facts, window: Window): Generator<Topic> {
  for (const stage of stagedIn(facts.populations.vivaTopics, window)) yield vivaTopicRow(facts, stage);
}

/** Viva topics that a user created or applied. */
export function* vivaTopicsOf(facts: Facts, user: number, now: number): Generator<Topic> {
  const met = new Set<number>();
  for (const turn of facts.people.turnsOf(user)) {
    for (const { ordinal } of facts.streams.topicApplications.of(turn, now)) {
      const applied = application(facts, ordinal);
      if (applied?.actor === user) met.add(applied.topic);
    }
  }
  for (const stage of stagedIn(facts.populations.vivaTopics, whole(facts, now))) {
    if (met.has(stage.member) || creatorOf(facts, stage.member) === user) yield vivaTopicRow(facts, stage);
  }
}
