import type { RowByKey } from '../../schemas/index.ts';
import { apiUrl } from '../addresses.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { type Stage, stagedIn, stagesIn } from '../staged.ts';
import { sentenceText, topicName } from '../text/index.ts';
import { doneBy, type Happening, happenedIn, presentActor } from './happenings.ts';
import { ownThread } from './threads-nearby.ts';
import { topicId } from './topics.ts';

type Topic = RowByKey['VivaTopics'];
type Log = RowByKey['VivaTopicCurationStateLogs'];
type Application = RowByKey['VivaTopicApplications'];
type State = Topic['topic_curation_state'];

function vivaTopicId(facts: Facts, topic: number): string {
  return facts.ids.text('vivaTopic', topic, facts.populations.vivaTopics.population.cameAt(topic));
}

function nameOf(facts: Facts, topic: number): string {
  return topicName(facts.pools, lotOf(facts, topic));
}

function lotOf(facts: Facts, topic: number): number {
  return mix(facts.key ^ 0x71fa, topic);
}

function creatorOf(facts: Facts, topic: number): number {
  return facts.people.lasting(lotOf(facts, topic) + 1);
}

/** One topic in three is approved as it is made; the others wait, most of them until they are turned down. */
function stateOf(topic: number, stage: number): State {
  if (topic % 3 === 2) return 'APPROVED';
  if (stage === 0) return 'PENDING';
  return topic % 6 === 3 ? 'APPROVED' : 'REJECTED';
}

/** The old topic that this one came from, if it did. */
function legacyOf(facts: Facts, topic: number): number | undefined {
  const { topics, vivaTopics } = facts.populations;
  const old = Math.floor(topic / 2);
  return topic % 2 === 0 && topics.cameAt(old) < vivaTopics.population.cameAt(topic) ? old : undefined;
}

function vivaTopicRow(facts: Facts, { member, stage }: Stage): Topic {
  const id = vivaTopicId(facts, member);
  const lot = lotOf(facts, member);
  const legacy = legacyOf(facts, member);
  return {
    id,
    name: nameOf(facts, member),
    created_by: facts.people.id(creatorOf(facts, member)),
    created_at: instantText(facts.populations.vivaTopics.population.cameAt(member)),
    api_url: apiUrl('viva_topics', id),
    description: lot % 4 === 0 ? '' : sentenceText(facts.pools, lot),
    legacy_id: legacy === undefined ? '' : topicId(facts, legacy),
    merged_ids:
      member > 1 && member % 4 === 3
        ? `${vivaTopicId(facts, member - 2)},${vivaTopicId(facts, member - 1)}`
        : '',
    short_description: lot % 5 === 0 ? '' : sentenceText(facts.pools, lot + 1),
    topic_curation_state: stateOf(member, stage),
  };
}

export function* vivaTopics(facts: Facts, window: Window): Generator<Topic> {
  for (const stage of stagedIn(facts.populations.vivaTopics, window)) yield vivaTopicRow(facts, stage);
}

/** Viva topics that a user made or applied. */
export function* vivaTopicsOf(facts: Facts, user: number, now: number): Generator<Topic> {
  const met = new Set<number>();
  for (const turn of facts.people.turnsOf(user)) {
    for (const { ordinal, at } of facts.streams.topicApplications.of(turn, now)) {
      const applied = appliedAt(facts, ordinal, at);
      if (applied?.actor === user) met.add(applied.topic);
    }
  }
  for (const stage of stagedIn(facts.populations.vivaTopics, whole(facts, now))) {
    if (met.has(stage.member) || creatorOf(facts, stage.member) === user) yield vivaTopicRow(facts, stage);
  }
}

function logRow(facts: Facts, { member, stage, at }: Stage): Log {
  const state = stateOf(member, stage);
  const when = instantText(at);
  return {
    cortex_topic_id: vivaTopicId(facts, member),
    topic_curation_state_update: `CREATE_${state}`,
    acting_user_id: facts.people.id(curatorOf(facts, member, stage)),
    committed_to_km_at: state === 'APPROVED' ? when : '',
    created_at: when,
    updated_at: when,
  };
}

function curatorOf(facts: Facts, topic: number, stage: number): number {
  return stage === 0 ? creatorOf(facts, topic) : facts.people.lasting(lotOf(facts, topic) + 2);
}

export function* curationLogs(facts: Facts, window: Window): Generator<Log> {
  for (const stage of stagesIn(facts.populations.vivaTopics, window)) yield logRow(facts, stage);
}

export function* curationLogsBy(facts: Facts, user: number, now: number): Generator<Log> {
  for (const stage of stagesIn(facts.populations.vivaTopics, whole(facts, now))) {
    if (curatorOf(facts, stage.member, stage.stage) === user) yield logRow(facts, stage);
  }
}

/** Those that came from an old topic were moved over three days after they were made. */
export function* topicMigrations(
  facts: Facts,
  window: Window,
): Generator<RowByKey['EngageTopicMigrationLog']> {
  for (const { member, at } of stagesIn(facts.populations.vivaMigrations, window)) {
    if (legacyOf(facts, member) === undefined) continue;
    yield {
      id: facts.ids.text('topicMigration', member, at),
      cortex_topic_id: vivaTopicId(facts, member),
      migrated_at: instantText(at),
      migration_action: 'migrated',
    };
  }
}

export function* applicationMigrations(
  facts: Facts,
  window: Window,
): Generator<RowByKey['EngageTopicApplicationMigrationLog']> {
  const stream = facts.streams.topicMigrations;
  for (const { ordinal, at } of stream.within(window)) {
    const thread = ownThread(facts, ordinal, stream.every, at, stream.hash(ordinal));
    const count = facts.populations.vivaTopics.population.count(at);
    if (!thread || count === 0) continue;
    yield {
      id: facts.ids.text('applicationMigration', ordinal, at),
      cortex_topic_id: vivaTopicId(facts, stream.hash(ordinal) % count),
      target_id: thread.id,
      target_type: 'MESSAGE_THREAD',
      migrated_at: instantText(at),
      migration_action: 'migrated',
    };
  }
}

function appliedAt(facts: Facts, ordinal: number, at: number) {
  const stream = facts.streams.topicApplications;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const lot = stream.hash(ordinal);
  const thread = ownThread(facts, ordinal, stream.every, at, lot);
  const count = facts.populations.vivaTopics.population.count(at);
  return thread && count > 0 ? { actor, thread, topic: (lot >>> 4) % count, lot } : undefined;
}

function application(facts: Facts, ordinal: number, at: number): Happening<Application> {
  const applied = appliedAt(facts, ordinal, at);
  if (!applied) return undefined;
  const { actor, thread, topic, lot } = applied;
  const when = instantText(at);
  const row = {
    cortex_topic_id: vivaTopicId(facts, topic),
    applicant_id: facts.people.id(actor),
    target_id: thread.id,
    group_id: thread.community?.id ?? '',
    target_type: 'MESSAGE_THREAD',
    deleted: lot % 6 === 0,
    is_topic_curated: topic % 3 === 2,
    created_at: lot % 6 === 0 ? instantText(thread.startedAt) : when,
    updated_at: when,
    topic_name: nameOf(facts, topic),
  } as const;
  return { actor, row };
}

export const topicApplications = (facts: Facts, window: Window) =>
  happenedIn(facts, facts.streams.topicApplications, window, application);
export const topicApplicationsBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.topicApplications, user, now, application);

function whole(facts: Facts, now: number): Window {
  return { from: facts.createdAt, to: now + 1, now };
}
