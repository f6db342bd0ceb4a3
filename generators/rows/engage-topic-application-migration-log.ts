import { HOUR_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { below, mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { type Stage, stagesIn } from '../staged.ts';
import { eventsOf } from './happenings.ts';
import { application, legacyOf, stateAt, turnsBeforeMigration, vivaTopicId } from './viva-topic-facts.ts';

type Log = RowByKey['EngageTopicApplicationMigrationLog'];

/** The applications of a topic are migrated within this time after the topic, one by one. */
const MIGRATED_WITHIN = 6 * HOUR_MS;

/** The applications that were there when their topics were migrated, unless the topic had been rejected. */
export function* applicationMigrations(facts: Facts, window: Window): Generator<Log> {
  const { from, to } = eventsOf(facts, window);
  const topics = { ...window, from: from - MIGRATED_WITHIN };
  for (const stage of stagesIn(facts.populations.vivaMigrations, topics)) {
    const { member, at } = stage;
    if (legacyOf(facts, member) === undefined || stateAt(facts, member, at) === 'REJECTED') continue;
    const moved = [...migrationsOf(facts, stage)].filter(({ at }) => at >= from && at < to);
    for (const { row } of moved.sort((a, b) => a.at - b.at)) yield row;
  }
}

/**
 * Migrations that can happen together have times of their own, because ids are made of times: a range of so
 * many milliseconds has one for each of 512 neighbouring turns of each of 256 neighbouring topics.
 */
const TURNS = 512;
const TOPICS = 256;
const RANGE_MS = TURNS * TOPICS;

/** The time at which an application in a turn is migrated: minutes to hours after its topic. */
function momentOf(facts: Facts, { member, at }: Stage, turn: number): number {
  const hash = mix(facts.streams.topicApplications.hash(turn), 2);
  const range = Math.floor((at + below(hash, MIGRATED_WITHIN - 2 * RANGE_MS)) / RANGE_MS) + 1;
  return range * RANGE_MS + (member % TOPICS) * TURNS + (turn % TURNS);
}

/** The migrations of the applications of one topic, whose own migration is the stage. */
function* migrationsOf(facts: Facts, stage: Stage): Generator<{ at: number; row: Log }> {
  const { member } = stage;
  for (const turn of turnsBeforeMigration(facts, member)) {
    const applied = application(facts, turn);
    if (applied?.topic !== member) continue;
    const at = momentOf(facts, stage, turn);
    const { thread, changesAt = Number.POSITIVE_INFINITY } = applied;
    if (at >= changesAt || at >= facts.messages.endOf(thread)) continue;
    const row: Log = {
      id: facts.ids.text('applicationMigration', turn, at),
      cortex_topic_id: vivaTopicId(facts, member),
      target_id: thread.id,
      target_type: 'MESSAGE_THREAD',
      migrated_at: instantText(at),
      migration_action: 'migrated',
    };
    yield { at, row };
  }
}
