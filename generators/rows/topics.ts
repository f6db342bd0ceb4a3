import type { RowByKey } from '../../schemas/index.ts';
import { apiUrl } from '../addresses.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { thingsATheme, topicDescription, topicName } from '../text/index.ts';
import { type Happening, presentActor } from './happenings.ts';

type Topic = RowByKey['Topics'];

/** Half of the subscriptions have an id from before the migration, which has nine digits. */
const FIRST_LEGACY_ID = 100_000_000;

type Subscription = RowByKey['TopicSubscriptions'];

export function topicId(facts: Facts, topic: number): string {
  return facts.ids.text('topic', topic, facts.populations.topics.cameAt(topic));
}

function creatorOf(facts: Facts, topic: number): number {
  const came = facts.populations.topics.cameAt(topic);
  return facts.people.lastingAt(mix(facts.keys.topicCreators, topic), came);
}

/** The number of things of each theme that topics of both kinds are about. */
export function thingsOfTopics({ populations }: Facts): number {
  return thingsATheme(populations.vivaTopics.population.seats);
}

export function topicRow(facts: Facts, topic: number): Topic {
  const hash = mix(facts.keys.topics, topic);
  const id = topicId(facts, topic);
  const things = thingsOfTopics(facts);
  return {
    id,
    name: topicName(topic, things),
    created_by: facts.people.id(creatorOf(facts, topic)),
    created_at: instantText(facts.populations.topics.cameAt(topic)),
    api_url: apiUrl('topics', id),
    description: hash % 3 === 0 ? '' : topicDescription(topic, hash, things),
  };
}

export function* topics(facts: Facts, window: Window): Generator<Topic> {
  for (const { member } of facts.populations.topics.changedIn(window)) yield topicRow(facts, member);
}

/** Topics that a user created or follows. */
export function* topicsOf(facts: Facts, user: number, now: number): Generator<Topic> {
  const met = new Set<number>();
  for (const member of facts.populations.topics.members(now))
    if (creatorOf(facts, member) === user) met.add(member);
  for (const turn of facts.people.turnsOf(user)) {
    for (const { ordinal, at } of facts.streams.topicSubscriptions.of(turn, now)) {
      const subscribed = subscribedAt(facts, ordinal, at);
      if (subscribed?.actor === user) met.add(subscribed.topic);
    }
  }
  for (const topic of [...met].sort((a, b) => a - b)) yield topicRow(facts, topic);
}

function subscribedAt(
  facts: Facts,
  ordinal: number,
  at: number,
): { actor: number; topic: number } | undefined {
  const stream = facts.streams.topicSubscriptions;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  return { actor, topic: facts.populations.topics.pick(stream.hash(ordinal), at) };
}

export function subscription(facts: Facts, ordinal: number, at: number): Happening<Subscription> {
  const subscribed = subscribedAt(facts, ordinal, at);
  if (!subscribed) return undefined;
  const stream = facts.streams.topicSubscriptions;
  const when = instantText(at);
  const row = {
    id: facts.ids.text('topicSubscription', ordinal, at),
    user_network_id: facts.identity.id,
    subscriber_id: facts.people.id(subscribed.actor),
    subscription_type: 'TOPIC',
    legacy_id: stream.hash(ordinal) % 2 === 0 ? String(FIRST_LEGACY_ID + ordinal) : '',
    created_at: when,
    updated_at: when,
  } as const;
  return { actor: subscribed.actor, row };
}
