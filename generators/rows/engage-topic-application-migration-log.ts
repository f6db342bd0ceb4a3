import { DAY_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { application, legacyOf, vivaTopicId } from './viva-topic-facts.ts';

/** An application is migrated this long after it was made: its topic has been migrated by then. */
const MIGRATED_AFTER = 4.1 * DAY_MS;

/** The applications of topics that came from old ones, unless they were taken back. */
export function* applicationMigrations(
  facts: Facts,
  window: Window,
): Generator<RowByKey['EngageTopicApplicationMigrationLog']> {
  const made = { ...window, from: window.from - MIGRATED_AFTER, to: window.to - MIGRATED_AFTER };
  for (const { ordinal, at } of facts.streams.topicApplications.within(made)) {
    const applied = application(facts, ordinal, at);
    if (!applied || applied.changesAt !== undefined || legacyOf(facts, applied.topic) === undefined) continue;
    const migratedAt = at + MIGRATED_AFTER;
    yield {
      id: facts.ids.text('applicationMigration', ordinal, migratedAt),
      cortex_topic_id: vivaTopicId(facts, applied.topic),
      target_id: applied.thread.id,
      target_type: 'MESSAGE_THREAD',
      migrated_at: instantText(migratedAt),
      migration_action: 'migrated',
    };
  }
}
