import { DAY_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';
import { apiUrl } from '../addresses.ts';
import type { Window } from '../contract.ts';
import { delayWithin } from '../delays.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { migratedAt } from '../populations.ts';
import { latestStage, type Stage } from '../staged.ts';
import {
  mergedTopicName,
  subjectAbout,
  TOPICS_A_BLOCK,
  topicDescription,
  topicName,
  topicSummary,
  topicsOfSubject,
} from '../text/index.ts';
import type { Thread } from '../threads.ts';
import { administratorAt } from './administrators.ts';
import { presentActor } from './happenings.ts';
import { remembered } from './remembered.ts';
import { talkIn } from './talks.ts';
import { ownThread } from './threads-nearby.ts';
import { thingsOfTopics, topicId } from './topics.ts';

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

/** In one of so many fours of topics, the two in the middle are merged into the last one. */
const BLOCKS_A_MERGER = 3;

/** Tells whether a topic is one that the two before it are merged into; it is approved from the beginning. */
function isMerger(topic: number): boolean {
  return (topic + 1) % (BLOCKS_A_MERGER * TOPICS_A_BLOCK) === 0;
}

function nameOf(facts: Facts, topic: number): string {
  const number = oldTopicOf(facts, topic);
  const things = thingsOfTopics(facts);
  return isMerger(topic) ? mergedTopicName(number, things) : topicName(number, things);
}

export function lotOf(facts: Facts, topic: number): number {
  return mix(facts.keys.vivaTopics, topic);
}

/** The creator of a topic: an administrator creates those that are approved from the beginning. */
export function creatorOf(facts: Facts, topic: number): number {
  const came = facts.populations.vivaTopics.population.cameAt(topic);
  if (stateOf(topic, 0) === 'APPROVED') return administratorAt(facts, lotOf(facts, topic), came);
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
  const things = thingsOfTopics(facts);
  return {
    id,
    name: nameOf(facts, member),
    created_by: facts.people.id(creatorOf(facts, member)),
    created_at: instantText(facts.populations.vivaTopics.population.cameAt(member)),
    api_url: apiUrl('viva_topics', id),
    description: hash % 4 === 0 ? '' : topicDescription(oldTopicOf(facts, member), hash, things),
    legacy_id: legacy === undefined ? '' : topicId(facts, legacy),
    merged_ids: isMerger(member) ? `${vivaTopicId(facts, member - 2)},${vivaTopicId(facts, member - 1)}` : '',
    short_description: hash % 5 === 0 ? '' : topicSummary(oldTopicOf(facts, member), things),
    topic_curation_state: stateOf(member, stage),
  };
}

/** The row of a topic in its latest stage. */
export function vivaTopicRowOf(facts: Facts, topic: number, now: number): Topic {
  return vivaTopicRow(facts, latestStage(facts.populations.vivaTopics, topic, now));
}

/** Topics that are migrated one after another look at the same turns. */
const APPLICATIONS_KEPT = 512;

/**
 * The topic that a user applied in a turn, the thread, and the time at which it is taken back, if ever.
 * Nobody applies a topic to a thread that ends before that.
 */
export const application = remembered(APPLICATIONS_KEPT, appliedIn);

function appliedIn(facts: Facts, ordinal: number) {
  const stream = facts.streams.topicApplications;
  const at = stream.at(ordinal);
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  let topic: number | undefined;
  const fits = (thread: Thread) => {
    topic = topicOfThread(facts, thread, ordinal, at);
    return topic !== undefined;
  };
  const thread = ownThread(facts, ordinal, stream.every, at, stream.hash(ordinal), fits);
  if (!thread || !facts.threads.isFor(thread, actor)) return undefined;
  const changesAt = takenBackAt(facts, ordinal, at);
  if (changesAt !== undefined && changesAt >= facts.messages.endOf(thread)) return undefined;
  return topic === undefined ? undefined : { at, changesAt, actor, thread, topic };
}

/** The newest topic about the thing of a thread that was in use at a turn; undefined when there is none. */
function topicOfThread(facts: Facts, thread: Thread, ordinal: number, at: number): number | undefined {
  const things = thingsOfTopics(facts);
  const { theme, thing } = talkIn(facts, thread);
  const subject = subjectAbout(theme, thing, things);
  if (subject === undefined) return undefined;
  const { population } = facts.populations.vivaTopics;
  const last = population.count(at - 1) - 1;
  const old = oldTopicOf(facts, 0);
  const range = { first: old + Math.max(0, last - population.options.passing + 1), last: old + last };
  for (const topic of topicsOfSubject(subject, things, range))
    if (isInUse(facts, topic - old, ordinal, at)) return topic - old;
  return undefined;
}

/** Tells whether a topic was at a turn neither rejected nor merged into another one, nor waiting. */
function isInUse(facts: Facts, topic: number, ordinal: number, at: number): boolean {
  const { vivaTopics } = facts.populations;
  const place = topic % TOPICS_A_BLOCK;
  const last = topic - place + TOPICS_A_BLOCK - 1;
  const merges = place > 0 && topic !== last && isMerger(last);
  if (merges && vivaTopics.population.cameAt(last) <= at) return false;
  if (stateAt(facts, topic, at) === 'REJECTED') return false;
  return legacyOf(facts, topic) === undefined || ordinal >= firstTurnOf(facts, topic, at);
}

/**
 * The maximum number of turns between the first use of a topic and its migration: the threads with the
 * topic are found at a cost that does not grow with the network.
 */
const TURNS_BEFORE_MIGRATION = 384;

/** The first turn that can apply a topic which came from an old one; 0 for any turn. */
function firstTurnOf(facts: Facts, topic: number, at: number): number {
  const migrated = migratedAt(facts.populations.vivaTopics.population.cameAt(topic));
  return at >= migrated ? 0 : facts.streams.topicApplications.since(migrated) - TURNS_BEFORE_MIGRATION;
}

/** The turns in which a topic that came from an old one could be applied before its migration. */
export function turnsBeforeMigration(facts: Facts, topic: number): number[] {
  const stream = facts.streams.topicApplications;
  const came = facts.populations.vivaTopics.population.cameAt(topic);
  const end = stream.since(migratedAt(came));
  const first = Math.max(end - TURNS_BEFORE_MIGRATION, stream.since(Math.max(came, stream.start)));
  return Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
}

/** The state of a topic at an instant. */
export function stateAt(facts: Facts, topic: number, at: number): State {
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
