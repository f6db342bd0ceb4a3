import type { Column, Profile } from './column.ts';
import type { FileTable } from './file.ts';
import { type FileKey, tables } from './tables.ts';

/** The keys of the files that a profile has. */
export type FileKeyIn<P extends Profile> = {
  [K in FileKey]: (typeof tables)[K]['names'] extends Readonly<Record<P, string>> ? K : never;
}[FileKey];

const keys = Object.keys(tables) as FileKey[];

/** The models of the user export in the order of the page, which the error text repeats. */
const userOrder = [
  'Groups',
  'Topics',
  'Files',
  'Messages',
  'LikedMessageHistory',
  'BestReplyMessages',
  'Broadcast',
  'PinnedToGroupThreads',
  'PinnedToBroadcastThreads',
  'Banners',
  'HiddenGroupsDiscoveryFeed',
  'AnswerVotes',
  'ThreadVotes',
  'TopicSubscriptions',
  'UserGroupRecommendationActions',
  'UserProfile',
  'UserCoverImageURL',
  'Campaigns',
  'AMAs',
  'VivaEngageLeaders',
  'USER_BADGE',
  'VivaTopics',
  'VivaTopicApplications',
  'VivaTopicCurationStateLogs',
  'USER_SETTING',
  'UserNotification',
  'UserNotificationDevices',
  'UserNotificationSettings',
  'PollVotes',
  'MessageThreadExtension',
] as const satisfies readonly FileKeyIn<'user'>[];

/**
 * A file of the user export that is missing above; the compiler reports its name as the type that `order`
 * does not satisfy.
 */
type Forgotten = Exclude<FileKeyIn<'user'>, (typeof userOrder)[number]>;

const order: [Forgotten] extends [never] ? Readonly<Record<Profile, readonly FileKey[]>> : Forgotten = {
  current: keys.filter((key) => 'current' in tables[key].names),
  legacy: keys.filter((key) => 'legacy' in tables[key].names),
  '2018': keys.filter((key) => '2018' in tables[key].names),
  user: userOrder,
};

/** The files of a profile in the order of its page. */
export function filesOf(profile: Profile): readonly FileKey[] {
  return order[profile];
}

/** The table of a file. */
export function fileByKey(key: FileKey): FileTable {
  return tables[key];
}

/** The name of the file in a profile, with `.csv`; undefined when the profile does not have the file. */
export function memberNameOf(key: FileKey, profile: Profile): string | undefined {
  return fileByKey(key).names[profile];
}

const byName: Readonly<Record<Profile, ReadonlyMap<string, FileKey>>> = {
  current: namesIn('current'),
  legacy: namesIn('legacy'),
  '2018': namesIn('2018'),
  user: namesIn('user'),
};

function namesIn(profile: Profile): ReadonlyMap<string, FileKey> {
  return new Map(order[profile].map((key) => [memberNameOf(key, profile) ?? key, key]));
}

/**
 * The key of the file with exactly this name in a profile (`Messages.csv`); undefined when the profile has no
 * file of that name.
 */
export function fileByName(profile: Profile, name: string): FileKey | undefined {
  return byName[profile].get(name);
}

/**
 * The columns of a file in a profile, each once, in the order of the table. Empty when the profile does not
 * have the file.
 */
export function columnsOf(key: FileKey, profile: Profile): readonly (readonly [string, Column])[] {
  const file = fileByKey(key);
  if (file.names[profile] === undefined) return [];
  return Object.entries(file.columns).filter(([, column]) => column.profiles?.includes(profile) ?? true);
}

/**
 * The header of a file in a profile, as a list of names. One legacy file has two names twice. Empty when the
 * profile does not have the file.
 */
export function headerOf(key: FileKey, profile: Profile): readonly string[] {
  return fileByKey(key).headers?.[profile] ?? columnsOf(key, profile).map(([name]) => name);
}
