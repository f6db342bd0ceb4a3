import t from 'tap';
import type { Row } from '../../generators/index.ts';
import { HOUR_MS } from '../../schemas/durations.ts';
import { networks, timeOf, worlds } from '../helpers/asked-networks.ts';
import { allRows, worldOf } from '../helpers/world.ts';

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
          const words = String(topics.get(id)?.name).split(' ');
          t.ok(
            words.every((word) => String(topic.name).includes(word)),
            'the subject of the topic that was merged',
          );
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
      for (const { cortex_topic_id: id, created_at: at, acting_user_id: actor, ...log } of logs) {
        const topic = topics.get(String(id));
        if (topic && log.topic_curation_state_update === 'CREATE_APPROVED' && topic.created_at === at)
          t.equal(actor, topic.created_by, 'who creates an approved topic approves it');
      }
    }
    t.ok(merged > 3, `${merged} merged topics`);
  },
);

t.test('a topic is applied to threads about its thing', async (t) => {
  // The topics of the smallest networks are about themes.
  const [home] = (await worldOf({ seed: '7', size: 'small' })).networks;
  let named = 0;
  let applied = 0;
  for (const network of [home]) {
    const things = new Map<unknown, string>();
    for (const { id, short_description: about } of allRows(network, 'VivaTopics'))
      if (filled(about)) things.set(id, String(about).slice('About the '.length, -1).toLowerCase());
    const texts = new Map<unknown, string>();
    for (const { thread_id: id, title, body } of allRows(network, 'Messages'))
      texts.set(id, `${texts.get(id) ?? ''} ${title} ${body}`.toLowerCase());
    for (const { cortex_topic_id: topic, target_id: thread } of allRows(network, 'VivaTopicApplications')) {
      const thing = things.get(topic);
      if (thing === undefined) continue;
      applied++;
      if (texts.get(thread)?.includes(thing)) named++;
    }
  }
  // A few openings are hazards instead of words.
  t.ok(applied > 50, `${applied} applications`);
  t.ok(named > 0.9 * applied, `${named} of ${applied} threads name the thing`);
});

t.test(
  'what is migrated was applied, and its topic came from an old one and was migrated before',
  async (t) => {
    let migrated = 0;
    for (const { networks, options } of worlds) {
      for (const network of networks) {
        const applied = new Map(
          allRows(network, 'VivaTopicApplications').map((row) => [keyOf(row), timeOf(row.created_at)]),
        );
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
          const delay = timeOf(row.migrated_at) - before;
          t.ok(delay > 0 && delay <= 6 * HOUR_MS, 'the topic comes first, by hours at most');
          t.ok((applied.get(keyOf(row)) ?? before) < before, 'it was applied before');
          migrated++;
        }
      }
    }
    t.ok(migrated > 25, `${migrated} tags were migrated`);
  },
);

function keyOf({ cortex_topic_id: topic, target_id: target }: Row): string {
  return `${topic} ${target}`;
}
