import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { ownThread } from './threads-nearby.ts';
import { topicOfThread, vivaTopicId } from './viva-topic-facts.ts';

export function* applicationMigrations(
  facts: Facts,
  window: Window,
): Generator<RowByKey['EngageTopicApplicationMigrationLog']> {
  const stream = facts.streams.topicMigrations;
  for (const { ordinal, at } of stream.within(window)) {
    const thread = ownThread(facts, ordinal, stream.every, at, stream.hash(ordinal));
    if (!thread) continue;
    const topic = topicOfThread(facts, thread, at);
    if (topic === undefined) continue;
    yield {
      id: facts.ids.text('applicationMigration', ordinal, at),
      cortex_topic_id: vivaTopicId(facts, topic),
      target_id: thread.id,
      target_type: 'MESSAGE_THREAD',
      migrated_at: instantText(at),
      migration_action: 'migrated',
    };
  }
}
