import t from 'tap';
import type { Row } from '../../generators/index.ts';
import { networks, timeOf, worlds } from '../helpers/asked-networks.ts';
import { allRows } from '../helpers/world.ts';

const filled = (value: unknown) => value !== '';

t.test(
  'a topic keeps its subject when it is migrated or merged, and what is gone is not applied',
  async (t) => {
    let merged = 0;
    for (const network of networks) {
      const old = new Map(allRows(network, 'Topics').map((row) => [row.id, row]));
      const topics = new Map(allRows(network, 'VivaTopics').map((row) => [String(row.id), row]));
      const mergedAt = new Map<string, number>();
      for (const topic of topics.values()) {
        if (filled(topic.legacy_id)) t.equal(topic.name, old.get(topic.legacy_id)?.name, 'the old topic');
        for (const id of String(topic.merged_ids).split(',').filter(filled)) {
          mergedAt.set(id, timeOf(topic.created_at));
          t.match(topics.get(id)?.name, String(topic.name), 'the subject of the topic that was merged');
          merged++;
        }
      }
      const logs = allRows(network, 'VivaTopicCurationStateLogs');
      for (const application of allRows(network, 'VivaTopicApplications')) {
        const { cortex_topic_id: topic, created_at: at, is_topic_curated: curated } = application;
        const past = logs.filter(
          (log) => log.cortex_topic_id === topic && timeOf(log.created_at) <= timeOf(at),
        );
        const state = past.at(-1)?.topic_curation_state_update;
        t.ok(timeOf(at) < (mergedAt.get(String(topic)) ?? Number.POSITIVE_INFINITY), 'not merged yet');
        t.not(state, 'CREATE_REJECTED');
        if (state !== undefined) t.equal(curated, state === 'CREATE_APPROVED', 'the state at that time');
      }
    }
    t.ok(merged > 3, `${merged} merged topics`);
  },
);

t.test(
  'what is migrated was applied, and its topic came from an old one and was migrated before',
  async (t) => {
    let migrated = 0;
    for (const { networks, options } of worlds) {
      for (const network of networks) {
        const applied = new Set(allRows(network, 'VivaTopicApplications').map(keyOf));
        const topics = new Map(
          allRows(network, 'EngageTopicMigrationLog').map((row) => [
            row.cortex_topic_id,
            timeOf(row.migrated_at),
          ]),
        );
        const old = allRows(network, 'VivaTopics').filter((row) => filled(row.legacy_id));
        t.same(
          [...topics.keys()].filter((id) => !old.some((row) => row.id === id)),
          [],
          'topics without an old one',
        );
        for (const row of allRows(network, 'EngageTopicApplicationMigrationLog')) {
          t.ok(applied.has(keyOf(row)), `${keyOf(row)} is an application`);
          // The log of topics begins with the network.
          const before = topics.get(row.cortex_topic_id) ?? options.start;
          t.ok(
            old.some(({ id }) => id === row.cortex_topic_id),
            'from an old topic',
          );
          t.ok(before < timeOf(row.migrated_at), 'the topic comes first');
          migrated++;
        }
      }
    }
    t.ok(migrated > 50, `${migrated} tags were migrated`);
  },
);

function keyOf({ cortex_topic_id: topic, target_id: target }: Row): string {
  return `${topic} ${target}`;
}
