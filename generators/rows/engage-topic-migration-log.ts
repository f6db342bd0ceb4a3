import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { stagesIn } from '../staged.ts';
import { eventsOf } from './happenings.ts';
import { legacyOf, vivaTopicId } from './viva-topic-facts.ts';

/** A topic that came from an old one is migrated some days after its creation. */
export function* topicMigrations(
  facts: Facts,
  window: Window,
): Generator<RowByKey['EngageTopicMigrationLog']> {
  for (const { member, at } of stagesIn(facts.populations.vivaMigrations, eventsOf(facts, window))) {
    if (legacyOf(facts, member) === undefined) continue;
    yield {
      id: facts.ids.text('topicMigration', member, at),
      cortex_topic_id: vivaTopicId(facts, member),
      migrated_at: instantText(at),
      migration_action: 'migrated',
    };
  }
}
