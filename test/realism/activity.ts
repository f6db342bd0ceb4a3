import type { Row } from '../../generators/index.ts';
import type { Band } from './measures.ts';

/** The rows of one network of a world. */
export interface Activity {
  readonly users: readonly Row[];
  readonly messages: readonly Row[];
  readonly reactions: readonly Row[];
}

/** Something that is measured in the people of a network and what they do. */
export interface ActivityMeasure extends Band {
  readonly of: (seen: Activity) => number;
}

const POPULAR_KINDS = 3;

/** The measures of `npm run realism` that hold in every network of a world. */
export const activityMeasures: readonly ActivityMeasure[] = [
  {
    name: 'Gini coefficient of messages per active user',
    band: [0.6, 0.85],
    why: 'In online communities few people write most: a coefficient of about 0.7.',
    of: (seen) => gini(messagesPerUser(seen)),
  },
  {
    name: 'active users who only read, share',
    band: [0.33, 0.65],
    why: 'About half of the people of a workplace network write nothing.',
    of: (seen) => share(messagesPerUser(seen), (count) => count === 0),
  },
  {
    name: 'reactions of the three most frequent kinds, share',
    band: [0.7, 0.95],
    why: 'Most reactions are likes and two or three other kinds; the rest is rare.',
    of: ({ reactions }) => kindsShare(added(reactions)),
  },
  {
    name: 'reactions a message, mean',
    band: [0.1, 1],
    why: 'A reaction costs less than a reply, but most messages are read without one.',
    of: ({ messages, reactions }) => added(reactions).length / messages.length,
  },
  {
    name: 'messages without a reaction, share',
    band: [0.6, 0.95],
    why: 'Reactions gather on openings, above all on announcements and praises.',
    of: ({ messages, reactions }) => 1 - new Set(added(reactions).map(({ id }) => id)).size / messages.length,
  },
  {
    name: 'users who joined in the same year, largest share',
    band: [0.08, 0.6],
    why: 'People join over years; a small company can begin with many at once.',
    of: ({ users }) =>
      Math.max(...countsOf(users.map((row) => String(row.joined_at).slice(0, 4)))) / users.length,
  },
  {
    name: 'users who left or are suspended, share',
    band: [0.04, 0.4],
    why: 'A network keeps the accounts of those who left; a young one has few of them.',
    of: ({ users }) => share(users, ({ state }) => state !== 'active'),
  },
];

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / items.length;
}

function added(reactions: readonly Row[]): readonly Row[] {
  return reactions.filter((row) => row.reaction_action === 'add');
}

function countsOf(values: readonly unknown[]): number[] {
  const counts = new Map<unknown, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => b - a);
}

function kindsShare(reactions: readonly Row[]): number {
  const counts = countsOf(reactions.map(({ reaction }) => reaction)).slice(0, POPULAR_KINDS);
  return counts.reduce((sum, count) => sum + count, 0) / reactions.length;
}

/** The number of messages of each active user, zero for those who only read. */
function messagesPerUser({ users, messages }: Activity): number[] {
  const counts = new Map(users.filter(({ state }) => state === 'active').map(({ id }) => [id, 0]));
  for (const { sender_id: id } of messages) {
    const count = counts.get(id);
    if (count !== undefined) counts.set(id, count + 1);
  }
  return [...counts.values()];
}

/** The Gini coefficient: 0 when all have as much, near 1 when one has everything. */
function gini(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  const weighted = sorted.reduce((sum, value, i) => sum + (i + 1) * value, 0);
  return (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}
