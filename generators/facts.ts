import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from '../schemas/durations.ts';
import { Calendar } from './calendar.ts';
import { Communities } from './communities.ts';
import type { WorldOptions } from './contract.ts';
import { Edits, MESSAGES_AN_EDIT } from './edits.ts';
import { derivedKey, mix, rest } from './hash.ts';
import { Ids } from './ids.ts';
import { Memo } from './memo.ts';
import { Messages } from './messages.ts';
import { foundingOf } from './origin.ts';
import { People } from './people.ts';
import { type Populations, populationsOf, roundLength } from './populations.ts';
import { FILES_A_REVISION, Revisions } from './revisions.ts';
import { Stream } from './stream.ts';
import type { Pools, Site } from './text/index.ts';
import { type Thread, Threads } from './threads.ts';
import { MESSAGES_A_FILE, Uploads } from './uploads.ts';

/** The number of messages for one event of each kind. Even the smallest network has some of each kind. */
const MESSAGES_FOR_ONE = {
  reactions: 2,
  pollVotes: 8,
  answerVotes: 16,
  threadVotes: 16,
  notifications: 2,
  bestReplies: 16,
  topicApplications: 8,
  topicSubscriptions: 32,
  hiddenGroups: 32,
  mutedThreads: 48,
  detections: 48,
  summaries: 48,
} as const;

/** The number of turns for one message: many people are gone, or have nothing to do with the thread. */
const TURNS_A_MESSAGE = 1.2;
/** The number of cached private threads: each message asks for those of its thread several times. */
const PARTICIPANTS_KEPT = 128;
/** One in this many private conversations has a user who only reads. */
const A_READER = 4;
/** Enough to find a second user at a small site. */
const READERS_TRIED = 10;

const REACTION_DELAYS = [MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, DAY_MS, 4 * DAY_MS];

export type StreamName = keyof typeof MESSAGES_FOR_ONE;

/** The purposes for which rows draw numbers. A new one changes the data of no other. */
const PURPOSES = [
  'amas',
  'badges',
  'banners',
  'campaigns',
  'communities',
  'devices',
  'extractions',
  'files',
  'hashtags',
  'leaders',
  'mentions',
  'messages',
  'mutes',
  'notificationSettings',
  'participants',
  'pins',
  'polls',
  'praises',
  'profiles',
  'reactions',
  'recommendations',
  'segments',
  'settings',
  'tenant',
  'themes',
  'topicCreators',
  'topics',
  'users',
  'vivaTopics',
] as const;

type Purpose = (typeof PURPOSES)[number];

/** The participants of a private conversation, as exports write them. */
interface Participants {
  readonly text: string;
  readonly users: ReadonlySet<number>;
}

/** The identity of a network in its world. */
export interface Identity {
  /** 0 is the home network, then the external ones. */
  readonly index: number;
  readonly id: string;
  readonly permalink: string;
  readonly name: string;
  /** The permalinks of the other networks, where guests come from. */
  readonly partners: readonly string[];
}

/** Everything that makes up a network, as functions of seed and time. Rows are derived from it. */
export interface Facts {
  readonly options: WorldOptions;
  readonly identity: Identity;
  /** The other networks of the world, in the order of `identity.partners`. */
  readonly neighbours: readonly Facts[];
  /** The keys of the numbers that rows draw, one for each purpose. */
  readonly keys: Readonly<Record<Purpose, number>>;
  /** The time at which the network was made, and the time from which it has messages. */
  readonly createdAt: number;
  readonly startsAt: number;
  readonly pools: Pools;
  readonly ids: Ids;
  readonly people: People;
  readonly communities: Communities;
  readonly threads: Threads;
  readonly messages: Messages;
  readonly uploads: Uploads;
  /** The participants, by the number of a private thread. */
  readonly participants: Memo<Participants>;
  readonly populations: Populations;
  /** The numbers of messages from a message to the reactions to it. */
  readonly reactionDistances: readonly number[];
  readonly streams: Readonly<Record<StreamName, Stream>>;
}

export function networkFacts(
  options: WorldOptions,
  identity: Identity,
  neighbours: readonly Facts[],
  pools: Pools,
  key: number,
): Facts {
  const { start } = options;
  const founding = foundingOf(start, derivedKey(key, 'founding'));
  const ids = new Ids(options.ids, identity.index);
  const round = roundLength(options.users);
  const people = new People({
    ids,
    pools,
    key: derivedKey(key, 'people'),
    users: options.users,
    start,
    founding,
    round,
    domains: { home: identity.permalink, guests: identity.partners },
  });
  const communities = new Communities({ ids, pools, key: derivedKey(key, 'communities'), people, round });
  const perWeek = Math.round(options.messagesPerDay * 7 * TURNS_A_MESSAGE);
  const keys = keysOf(key);
  const streamOf = streamsOf(perWeek, people, pools, key);
  const stream = streamOf('messages', 1);
  const threads = new Threads({
    ids,
    messages: stream,
    people,
    communities,
    key: derivedKey(key, 'threads'),
    perWeek,
    praises: keys.praises,
  });
  const messages = new Messages({
    stream,
    edits: new Edits(streamOf('edits', MESSAGES_AN_EDIT), perWeek),
    threads,
    people,
    ids,
  });
  const revisions = streamOf('revisedFiles', MESSAGES_A_FILE * FILES_A_REVISION);
  const uploads = new Uploads({
    messages,
    revisions: new Revisions(revisions, people, perWeek / MESSAGES_A_FILE),
    ids,
    key: derivedKey(key, 'uploads'),
    bytes: options.attachmentBytes,
  });
  return {
    options,
    identity,
    neighbours,
    keys,
    createdAt: founding.at,
    startsAt: start,
    pools,
    ids,
    people,
    communities,
    threads,
    messages,
    uploads,
    participants: new Memo(PARTICIPANTS_KEPT, (index) =>
      participantsOf(index, people, messages, keys.participants),
    ),
    populations: populationsOf(people, derivedKey(key, 'populations')),
    reactionDistances: REACTION_DELAYS.map((delay) => Math.round((delay / WEEK_MS) * perWeek)),
    streams: mapped<StreamName, number, Stream>(MESSAGES_FOR_ONE, streamOf),
  };
}

/** Makes the streams of a network, each with a key of its own. */
function streamsOf(perWeek: number, people: People, pools: Pools, key: number) {
  const { population, seats } = people;
  const sites = seats.sites.map(({ turns }, number) => ({
    site: pools.sites[number] as Site,
    turns,
  }));
  const calendar = new Calendar(perWeek, derivedKey(key, 'calendar'), sites);
  return (name: string, every: number) =>
    new Stream(calendar, population, seats, derivedKey(key, `stream: ${name}`), every);
}

/** A table with the same names, each value made of its name and the value there. */
function mapped<K extends string, V, T>(table: Readonly<Record<K, V>>, make: (name: K, value: V) => T) {
  const entries = Object.entries(table) as [K, V][];
  return Object.fromEntries(entries.map(([name, value]) => [name, make(name, value)])) as Record<K, T>;
}

function keysOf(key: number): Record<Purpose, number> {
  const entries = PURPOSES.map((purpose) => [purpose, derivedKey(key, `rows: ${purpose}`)]);
  return Object.fromEntries(entries) as Record<Purpose, number>;
}

/**
 * The participants of a private conversation: everybody who ever writes in it belongs to it from the
 * beginning. In each conversation without a reply, and in some others, one more user only reads.
 */
function participantsOf(index: number, people: People, messages: Messages, key: number): Participants {
  const thread = messages.threads.get(index);
  const all = new Set([thread.starter]);
  for (const place of messages.threads.places(index)) {
    const message = messages.at(place);
    if (message) all.add(message.sender);
  }
  const hash = mix(key, index);
  if (all.size === 1 || rest(hash, A_READER) === 0) all.add(readerOf(thread, people, messages, hash >>> 8));
  return { users: all, text: [...all].map((user) => `user:${people.id(user)}`).join(',') };
}

/** A permanent user who can read a private conversation and did not start it. */
function readerOf(thread: Thread, people: People, { threads }: Messages, hash: number): number {
  for (let i = 0; i < READERS_TRIED; i++) {
    const user = people.lasting(hash + i);
    if (user !== thread.starter && threads.isFor(thread, user)) return user;
  }
  const user = people.lasting(hash);
  return user === thread.starter ? people.lasting(hash + 1) : user;
}
