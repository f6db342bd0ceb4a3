import type { RowByKey } from '../../schemas/index.ts';
import { apiUrl } from '../addresses.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Stage } from '../staged.ts';
import { sentenceText, topicName } from '../text/index.ts';
import { type Happening, presentActor } from './happenings.ts';
import { ownThread } from './threads-nearby.ts';
import { topicId } from './topics.ts';

export type Topic = RowByKey['VivaTopics'];

type Application = RowByKey['VivaTopicApplications'];

type State = Topic['topic_curation_state'];

export function vivaTopicId(facts: Facts, topic: number): string {
  return facts.ids.text('vivaTopic', topic, facts.populations.vivaTopics.population.cameAt(topic));
}

function nameOf(facts: Facts, topic: number): string {
  return topicName(facts.pools, lotOf(facts, topic));
}

export function lotOf(facts: Facts, topic: number): number {
  return mix(facts.keys.vivaTopics, topic);
}

export function creatorOf(facts: Facts, topic: number): number {
  return facts.people.lasting(lotOf(facts, topic) + 1);
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
  const { topics, vivaTopics } = facts.populations;
  const old = Math.floor(topic / 2);
  return topic % 2 === 0 && topics.cameAt(old) < vivaTopics.population.cameAt(topic) ? old : undefined;
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
    description: hash % 4 === 0 ? '' : sentenceText(facts.pools, hash),
    legacy_id: legacy === undefined ? '' : topicId(facts, legacy),
    merged_ids:
      member > 1 && member % 4 === 3
        ? `${vivaTopicId(facts, member - 2)},${vivaTopicId(facts, member - 1)}`
        : '',
    short_description: hash % 5 === 0 ? '' : sentenceText(facts.pools, hash + 1),
    topic_curation_state: stateOf(member, stage),
  };
}

export function appliedAt(facts: Facts, ordinal: number, at: number) {
  const stream = facts.streams.topicApplications;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const hash = stream.hash(ordinal);
  const thread = ownThread(facts, ordinal, stream.every, at, hash);
  const count = facts.populations.vivaTopics.population.count(at);
  return thread && count > 0 ? { actor, thread, topic: (hash >>> 4) % count, hash } : undefined;
}

export function application(facts: Facts, ordinal: number, at: number): Happening<Application> {
  const applied = appliedAt(facts, ordinal, at);
  if (!applied) return undefined;
  const { actor, thread, topic, hash } = applied;
  const when = instantText(at);
  const row = {
    cortex_topic_id: vivaTopicId(facts, topic),
    applicant_id: facts.people.id(actor),
    target_id: thread.id,
    group_id: thread.community?.id ?? '',
    target_type: 'MESSAGE_THREAD',
    deleted: hash % 6 === 0,
    is_topic_curated: topic % 3 === 2,
    created_at: hash % 6 === 0 ? instantText(thread.startedAt) : when,
    updated_at: when,
    topic_name: nameOf(facts, topic),
  } as const;
  return { actor, row };
}

export function whole(facts: Facts, now: number): Window {
  return { from: facts.createdAt, to: now + 1, now };
}
