import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { type Stage, stagesIn } from '../staged.ts';
import { administratorAt } from './administrators.ts';
import { eventsOf } from './happenings.ts';
import { creatorOf, lotOf, stateOf, vivaTopicId, whole } from './viva-topic-facts.ts';

type Log = RowByKey['VivaTopicCurationStateLogs'];

function logRow(facts: Facts, { member, stage, at }: Stage): Log {
  const state = stateOf(member, stage);
  const when = instantText(at);
  return {
    cortex_topic_id: vivaTopicId(facts, member),
    topic_curation_state_update: `CREATE_${state}`,
    acting_user_id: facts.people.id(curatorOf(facts, { member, stage, at })),
    committed_to_km_at: state === 'APPROVED' ? when : '',
    created_at: when,
    updated_at: when,
  };
}

/** The user who proposed a topic, or the administrator who decided on it. */
function curatorOf(facts: Facts, { member, stage, at }: Stage): number {
  const decided = stateOf(member, stage) !== 'PENDING';
  return decided ? administratorAt(facts, lotOf(facts, member), at) : creatorOf(facts, member);
}

export function* curationLogs(facts: Facts, window: Window): Generator<Log> {
  for (const stage of stagesIn(facts.populations.vivaTopics, eventsOf(facts, window)))
    yield logRow(facts, stage);
}

export function* curationLogsBy(facts: Facts, user: number, now: number): Generator<Log> {
  for (const stage of stagesIn(facts.populations.vivaTopics, eventsOf(facts, whole(facts, now)))) {
    if (curatorOf(facts, stage) === user) yield logRow(facts, stage);
  }
}
