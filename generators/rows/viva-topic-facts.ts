import { DAY_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';
import { apiUrl } from '../addresses.ts';
import type { Window } from '../contract.ts';
import { delayWithin } from '../delays.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { latestStage, type Stage } from '../staged.ts';
import {
  mergedTopicName,
  TOPICS_A_BLOCK,
  topicDescription,
  topicName,
  topicSummary,
  topicTheme,
} from '../text/index.ts';
import type { Thread } from '../threads.ts';
import { presentActor } from './happenings.ts';
import { talkTopic } from './talks.ts';
import { ownThread } from './threads-nearby.ts';
import { topicId } from './topics.ts';

export type Topic = RowByKey['VivaTopics'];

type Application = RowByKey['VivaTopicApplications'];

type State = Topic['topic_curation_state'];

export function vivaTopicId(facts: Facts, topic: number): string {
  return facts.ids.text('vivaTopic', topic, facts.populations.vivaTopics.population.cameAt(topic));
}

/** The old topic of the slot before: both kinds come at the same intervals. It has the same subject. */
function oldTopicOf({ populations }: Facts, topic: number): number {
  const { topics, vivaTopics } = populations;
  return (
    topic - vivaTopics.population.options.passing - 1 + topics.options.passing + topics.options.permanent
  );
}

/** Tells whether a topic is the last one of its four, into which the two before it are merged. */
function isMerger(topic: number): boolean {
  return topic % TOPICS_A_BLOCK === TOPICS_A_BLOCK - 1;
}

function nameOf(facts: Facts, topic: number): string {
  const number = oldTopicOf(facts, topic);
  return isMerger(topic) ? mergedTopicName(number) : topicName(number);
}

export function lotOf(facts: Facts, topic: number): number {
  return mix(facts.keys.vivaTopics, topic);
}

export function creatorOf(facts: Facts, topic: number): number {
  const came = facts.populations.vivaTopics.population.cameAt(topic);
  return facts.people.lastingAt(lotOf(facts, topic) + 1, came);
}

/**
 * The state of a topic: one in three is approved at its creation; the others wait, and most of them are
 * rejected later.
 */
export function stateOf(topic: number, stage: number): State {
  if (topic % 3 === 2) return 'APPROVED';
  if (stage === 0) return 'PENDING';
  return topic % 6 === 3 ? 'APPROVED' : 'REJECTED';
}

/** The old topic that this one came from, if any. */
export function legacyOf(facts: Facts, topic: number): number | undefined {
  const { passing } = facts.populations.vivaTopics.population.options;
  return isMerger(topic) || topic <= passing ? undefined : oldTopicOf(facts, topic);
}

export function vivaTopicRow(facts: Facts, { member, stage }: Stage): Topic {
  const id = vivaTopicId(facts, member);
  const hash = lotOf(facts, member);
  const legacy = legacyOf(facts, member);
  return {
    id,
    name: nameOf(facts, member),
    created_by: facts.people.id(creatorOf(facts, member)),
    created_at: instantText(facts.populations.vivaTopics.population.cameAt(member)),
    api_url: apiUrl('viva_topics', id),
    description: hash % 4 === 0 ? '' : topicDescription(oldTopicOf(facts, member), hash),
    legacy_id: legacy === undefined ? '' : topicId(facts, legacy),
    merged_ids: isMerger(member) ? `${vivaTopicId(facts, member - 2)},${vivaTopicId(facts, member - 1)}` : '',
    short_description: hash % 5 === 0 ? '' : topicSummary(oldTopicOf(facts, member)),
    topic_curation_state: stateOf(member, stage),
  };
}

/** The row of a topic in its latest stage. */
export function vivaTopicRowOf(facts: Facts, topic: number, now: number): Topic {
  return vivaTopicRow(facts, latestStage(facts.populations.vivaTopics, topic, now));
}

export function appliedAt(facts: Facts, ordinal: number, at: number) {
  const stream = facts.streams.topicApplications;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const thread = ownThread(facts, ordinal, stream.every, at, stream.hash(ordinal));
  if (!thread || thread.community?.admits(actor) === false) return undefined;
  const topic = topicOfThread(facts, thread, at);
  return topic === undefined ? undefined : { actor, thread, topic };
}

/**
 * The newest topic about the theme of a thread that was neither rejected nor merged into another one at the
 * time; undefined when there is none.
 */
function topicOfThread(facts: Facts, thread: Thread, at: number): number | undefined {
  const { population } = facts.populations.vivaTopics;
  const { theme } = talkTopic(facts, thread);
  const last = population.count(at - 1) - 1;
  for (let topic = last; topic >= 0 && topic > last - population.options.passing; topic--)
    if (topicTheme(oldTopicOf(facts, topic)) === theme && isInUse(facts, topic, at)) return topic;
  return undefined;
}

function isInUse(facts: Facts, topic: number, at: number): boolean {
  const { vivaTopics } = facts.populations;
  const place = topic % TOPICS_A_BLOCK;
  const merger = topic - place + TOPICS_A_BLOCK - 1;
  const merged = place > 0 && topic !== merger && vivaTopics.population.cameAt(merger) <= at;
  return !merged && stateAt(facts, topic, at) !== 'REJECTED';
}

/** The state of a topic at an instant. */
function stateAt(facts: Facts, topic: number, at: number): State {
  return stateOf(topic, latestStage(facts.populations.vivaTopics, topic, at).stage);
}

/** One applied topic in six is taken off the thread, at most this long after. */
const SIX = 6;
export const APPLIED_FOR = DAY_MS;

/** The time at which the application at a turn would be taken back; undefined for most of them. */
export function takenBackAt({ streams }: Facts, ordinal: number, at: number): number | undefined {
  const hash = streams.topicApplications.hash(ordinal);
  return hash % SIX === 0 ? at + delayWithin(APPLIED_FOR, hash) : undefined;
}

/** The application at a turn, with the time at which it is taken back, if ever. */
export function application(facts: Facts, ordinal: number, at: number) {
  const applied = appliedAt(facts, ordinal, at);
  return applied && { at, changesAt: takenBackAt(facts, ordinal, at), ...applied };
}

export function applicationRow(
  facts: Facts,
  applied: NonNullable<ReturnType<typeof application>>,
  now: number,
): Application {
  const { actor, thread, topic, at, changesAt = Number.POSITIVE_INFINITY } = applied;
  const deleted = changesAt <= now;
  return {
    cortex_topic_id: vivaTopicId(facts, topic),
    applicant_id: facts.people.id(actor),
    target_id: thread.id,
    group_id: thread.community?.id ?? '',
    target_type: 'MESSAGE_THREAD',
    deleted,
    is_topic_curated: stateAt(facts, topic, at) === 'APPROVED',
    created_at: instantText(at),
    updated_at: instantText(deleted ? changesAt : at),
    topic_name: nameOf(facts, topic),
  };
}

export function whole(facts: Facts, now: number): Window {
  return { from: facts.createdAt, to: now + 1, now };
}
