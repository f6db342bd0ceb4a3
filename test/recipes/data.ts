import { type Edit, type Recipe, TYPES } from './recipe.ts';

const SCHEMAS = 'test/schemas/schemas.test.ts';

const changelog = (insert: string): Edit => ({
  file: 'CHANGELOG.md',
  at: '## 0.1.0 — unreleased\n\n',
  insert: `- ${insert}\n`,
});

const followersTable = `import type { RowOf } from '../column.ts';
import type { FileTable } from '../file.ts';

export const topicFollowers = {
  key: 'TopicFollowers',
  purpose: 'People who follow a topic.',
  names: { current: 'TopicFollowers.csv', user: 'TopicFollowers.csv' },
  models: { network: 'TopicFollower', user: 'TopicFollower' },
  identity: ['topic_id', 'user_id', 'followed_at'],
  window: 'events',
  columns: {
    topic_id: { kind: 'id', meaning: 'The topic.', refers: 'Topics.id' },
    user_id: { kind: 'id', meaning: 'The person.', refers: 'Users.id' },
    followed_at: { kind: 'timestamp', meaning: 'Time of the event.' },
  },
  evidence: 'documented',
} as const satisfies FileTable;

export type TopicFollower = RowOf<typeof topicFollowers.columns>;
`;

const followersRows = `import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { doneBy, type Happening, happenedIn } from './happenings.ts';
import { subscription, topicId } from './topics.ts';

function follower(facts: Facts, ordinal: number, at: number): Happening<RowByKey['TopicFollowers']> {
  const made = subscription(facts, ordinal, at);
  if (made === undefined) return undefined;
  const { subscriber_id, created_at } = made.row;
  const topic = facts.populations.topics.pick(facts.streams.topicSubscriptions.hash(ordinal), at);
  const row = { topic_id: topicId(facts, topic), user_id: subscriber_id, followed_at: created_at };
  return { actor: made.actor, row };
}

export const topicFollowers = (facts: Facts, window: Window) =>
  happenedIn(facts, facts.streams.topicSubscriptions, window, follower);

export const topicFollowersBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.topicSubscriptions, user, now, follower);
`;

const HEADER = '["topic_id", "user_id", "followed_at"]';
const FIXTURE = 'test/helpers/fixtures/columns.json';

const file: Recipe = {
  title: 'Add a file to the export',
  values: { file: 'topic-followers' },
  edits: [
    { file: 'schemas/files/topic-followers.ts', insert: followersTable },
    {
      file: 'schemas/tables.ts',
      at: "import { topicSubscriptions } from './files/topic-subscriptions.ts';\n",
      place: 'before',
      insert: "import { topicFollowers } from './files/topic-followers.ts';\n",
    },
    { file: 'schemas/tables.ts', at: '  Tags: tags,\n', insert: '  TopicFollowers: topicFollowers,\n' },
    {
      file: 'schemas/profiles.ts',
      at: "  'MessageThreadExtension',\n] as const",
      place: 'instead',
      insert: "  'MessageThreadExtension',\n  'TopicFollowers',\n] as const",
    },
    { file: 'generators/rows/topic-followers.ts', insert: followersRows },
    {
      file: 'generators/models.ts',
      at: 'import { topicSubscriptions,',
      place: 'before',
      insert: "import { topicFollowers, topicFollowersBy } from './rows/topic-followers.ts';\n",
    },
    { file: 'generators/models.ts', at: '  Tags: tags,\n', insert: '  TopicFollowers: topicFollowers,\n' },
    {
      file: 'generators/models.ts',
      at: '  MessageThreadExtension: messageThreadExtensionBy,\n',
      insert: '  TopicFollowers: topicFollowersBy,\n',
    },
    {
      file: FIXTURE,
      at: '    "Tags.csv": ["id", "name"],\n',
      insert: `    "TopicFollowers.csv": ${HEADER},\n`,
    },
    { file: FIXTURE, at: '    "USER_SETTING.csv": null', insert: `,\n    "TopicFollowers.csv": ${HEADER}` },
    {
      file: FIXTURE,
      at: '    "MessageThreadExtension"\n  ],\n  "values"',
      place: 'instead',
      insert: '    "MessageThreadExtension",\n    "TopicFollower"\n  ],\n  "values"',
    },
    {
      file: 'README.md',
      at: 'network export (32 files)',
      place: 'instead',
      insert: 'network export (33 files)',
    },
    { file: 'README.md', at: 'user export (30)', place: 'instead', insert: 'user export (31)' },
    changelog('`TopicFollowers.csv`: people who follow a topic.'),
  ],
  fails: {
    'schemas/files/topic-followers.ts': TYPES,
    'schemas/tables.ts': TYPES,
    'schemas/profiles.ts': TYPES,
    'generators/rows/topic-followers.ts': TYPES,
    'generators/models.ts': TYPES,
    [FIXTURE]: SCHEMAS,
    'README.md': 'test/schemas/derived.test.ts',
  },
};

const column: Recipe = {
  title: 'Add a column',
  values: { file: 'segments' },
  edits: [
    {
      file: 'schemas/files/segments.ts',
      at: "    segment_name: { kind: 'text', meaning: 'Name.' },\n",
      insert: "    network_id: { kind: 'id', meaning: 'Its network.', refers: 'Networks.id' },\n",
    },
    {
      file: 'generators/rows/segments.ts',
      at: '      created_at: instantText(change.at),\n',
      place: 'before',
      insert: '      network_id: facts.identity.id,\n',
    },
    { file: FIXTURE, at: '"Segments.csv": ["segment_id", "segment_name", ', insert: '"network_id", ' },
    changelog('`Segments.csv` has `network_id`.'),
  ],
  fails: {
    'schemas/files/segments.ts': TYPES,
    'generators/rows/segments.ts': TYPES,
    [FIXTURE]: SCHEMAS,
  },
};

const seed: Recipe = {
  title: 'Change the data of a seed',
  values: { place: 'rows/segments' },
  edits: [
    {
      file: 'generators/rows/segments.ts',
      at: 'segmentAt(facts, member).name',
      place: 'instead',
      insert: 'segmentAt(facts, member + 1).name',
    },
    changelog('Segments have other names.'),
  ],
  fails: {},
};

const law: Recipe = {
  title: 'Add a law of the data',
  values: { group: 'thing' },
  edits: [
    {
      file: 'schemas/laws/thing-laws.ts',
      at: "  WatchAlertThemes: { 'changed-later': changed },\n",
      insert: "  Segments: { named: row('A segment has a name.', [], [filled('segment_name')]) },\n",
    },
  ],
  fails: {},
};

/** The recipes of the data: a file, a column, other values, a law. */
export const dataRecipes: readonly Recipe[] = [file, column, seed, law];
