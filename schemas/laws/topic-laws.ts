import { actor, alive, inTheOpen } from './activity-laws.ts';
import { type FileLaws, filled, isNot, joined, note, order, row } from './law.ts';
import { madeAfterJoining } from './thing-laws.ts';

const MESSAGE = 'Messages.id';

export const topicLaws = {
  Topics: { 'creator-joined': note(madeAfterJoining('created_by')) },
  VivaTopics: {
    'creator-joined': note(madeAfterJoining('created_by')),
    'api-url': row('The address in the API ends with the id.', [], [{ column: 'api_url', endsWith: 'id' }]),
    'older-legacy': joined(
      'A topic is made after the old topic that it came from.',
      ['legacy_id', 'Topics.id'],
      ['created_at', 'not-before', 'created_at'],
    ),
    'merged-into-living': note(
      row(
        'Topics are merged into one that is not rejected.',
        [filled('merged_ids')],
        [isNot('topic_curation_state', 'REJECTED')],
      ),
    ),
  },
  VivaTopicCurationStateLogs: {
    'after-the-topic': joined(
      'A topic is decided on after it is made.',
      ['cortex_topic_id', 'VivaTopics.id'],
      ['created_at', 'not-before', 'created_at'],
    ),
  },
  EngageTopicMigrationLog: {
    'from-an-old-topic': note(
      joined(
        'A topic that is migrated came from an old one.',
        ['cortex_topic_id', 'VivaTopics.id'],
        ['cortex_topic_id', 'equal', 'id'],
        { where: [filled('legacy_id')] },
      ),
    ),
    'after-the-topic': joined(
      'A topic is migrated after it is made.',
      ['cortex_topic_id', 'VivaTopics.id'],
      ['migrated_at', 'not-before', 'created_at'],
    ),
  },
  VivaTopicApplications: {
    ...inTheOpen('target_id'),
    ...actor('applicant_id', 'applies a topic', 'created_at'),
    ...alive('target_id', 'created_at'),
    'target_id-kept': note(
      joined(
        'A topic is not taken off a thread that has been deleted.',
        ['target_id', MESSAGE],
        ['updated_at', 'not-after', 'deleted_at'],
      ),
    ),
    'changed-later': order('A topic is taken back after it is applied.', 'created_at', 'updated_at'),
    'topic-made': joined(
      'A topic is applied after it is made.',
      ['cortex_topic_id', 'VivaTopics.id'],
      ['created_at', 'not-before', 'created_at'],
    ),
    'topic-named': joined(
      'The name of the topic is that of the topic.',
      ['cortex_topic_id', 'VivaTopics.id'],
      ['topic_name', 'equal', 'name'],
    ),
    'in-the-community': joined(
      'The community is that of the thread.',
      ['target_id', MESSAGE],
      ['group_id', 'equal', 'group_id'],
    ),
  },
  EngageTopicApplicationMigrationLog: {
    ...inTheOpen('target_id'),
    ...alive('target_id', 'migrated_at'),
    'from-an-old-topic': note(
      joined(
        'A tag that is migrated is of a topic that came from an old one.',
        ['cortex_topic_id', 'VivaTopics.id'],
        ['cortex_topic_id', 'equal', 'id'],
        { where: [filled('legacy_id')] },
      ),
    ),
    'topic-made': joined(
      'An application is migrated after its topic is made.',
      ['cortex_topic_id', 'VivaTopics.id'],
      ['migrated_at', 'not-before', 'created_at'],
    ),
    'topic-first': note(
      joined(
        'An application is migrated after its topic.',
        ['cortex_topic_id', 'EngageTopicMigrationLog.cortex_topic_id'],
        ['migrated_at', 'not-before', 'migrated_at'],
      ),
    ),
    'topic-not-rejected': note(
      joined(
        'No application of a topic that was rejected is migrated.',
        ['cortex_topic_id', 'VivaTopics.id'],
        ['cortex_topic_id', 'equal', 'id'],
        { where: [isNot('topic_curation_state', 'REJECTED')] },
      ),
    ),
  },
} as const satisfies Readonly<Record<string, FileLaws>>;
