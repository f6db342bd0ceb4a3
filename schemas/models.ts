import type { networkProfiles } from './column.ts';
import { fileByKey, filesOf, memberNameOf } from './profiles.ts';
import type { FileKey, tables } from './tables.ts';

/** The profiles of the network export. */
export type NetworkProfile = (typeof networkProfiles)[number];

type ModelNameIn<Endpoint extends 'network' | 'user'> = {
  [K in FileKey]: (typeof tables)[K]['models'] extends { readonly [E in Endpoint]: infer Name extends string }
    ? Name
    : never;
}[FileKey];

/** The names of the network export's files in `model=`. */
export type NetworkModel = ModelNameIn<'network'>;

/** The names of the user export's files in `model=`. */
export type UserModel = ModelNameIn<'user'>;

/**
 * The models that the legacy page names, in its order, which is also the order of the first examples on the
 * current page.
 */
const namedModels = [
  'User',
  'Group',
  'Message',
  'MessageVersion',
  'Topic',
  'Tags',
  'UploadedFileVersion',
  'AMAs',
  'AnswerVote',
  'Campaigns',
  'Leader',
  'LikedMessageHistory',
  'Sentie',
  'VivaTopic',
  'VivaTopicApplication',
  'VivaTopicCurationStateLog',
] as const satisfies readonly NetworkModel[];

/** The models of 2018, as public clients of that time send them. */
const modelsOf2018 = [
  'User',
  'Group',
  'Message',
  'MessageVersion',
  'Topic',
  'UploadedFileVersion',
  'DocumentVersion',
] as const satisfies readonly NetworkModel[];

/**
 * The legacy page has the model `Tags` but no `Tags.csv`: the model is accepted there and exports nothing.
 */
const modelsWithoutFile: Readonly<Record<NetworkProfile, readonly FileKey[]>> = {
  current: [],
  legacy: ['Tags'],
  '2018': [],
};

/** The other name of `Files.csv` in both endpoints. */
const fileAlias = 'File';

const networkNames: Readonly<Record<NetworkProfile, ReadonlyMap<string, FileKey>>> = {
  current: networkNamesIn('current'),
  legacy: networkNamesIn('legacy'),
  '2018': networkNamesIn('2018'),
};

const userNames: ReadonlyMap<string, FileKey> = new Map([
  ...filesOf('user').map((key) => [userModelOf(key).toLowerCase(), key] as const),
  [fileAlias.toLowerCase(), 'Files'] as const,
]);

function networkNamesIn(profile: NetworkProfile): ReadonlyMap<string, FileKey> {
  const names = new Map<string, FileKey>([[fileAlias.toLowerCase(), 'Files']]);
  for (const key of [...filesOf(profile), ...modelsWithoutFile[profile]]) {
    names.set(networkModelOf(key).toLowerCase(), key);
    const member = memberNameOf(key, profile);
    if (member !== undefined) names.set(member.replace(/\.csv$/, '').toLowerCase(), key);
  }
  return names;
}

function networkModelOf(key: FileKey): string {
  return fileByKey(key).models.network ?? key;
}

function userModelOf(key: FileKey): string {
  return fileByKey(key).models.user ?? key;
}

/**
 * The file that a value of `model` requests in the network export; case does not matter. Undefined for an
 * unknown name.
 *
 * The accepted names are the model's name (`Message`), the base name of the CSV in that profile (`Messages`)
 * and `File`. The legacy profile accepts `Tags` although it has no such file: the result is not in
 * `filesOf('legacy')`, and nothing is exported for it.
 */
export function resolveNetworkModel(profile: NetworkProfile, name: string): FileKey | undefined {
  return networkNames[profile].get(name.toLowerCase());
}

/**
 * The file that a value of `model` requests in the user export; case does not matter. Undefined for an
 * unknown name. The accepted names are the page's 30 models and `File`.
 */
export function resolveUserModel(name: string): FileKey | undefined {
  return userNames.get(name.toLowerCase());
}

/**
 * The models of the network export in a profile: first those that the pages name, in their order, then the
 * others in the order of their files.
 */
export function networkModels(profile: NetworkProfile): readonly string[] {
  const named = profile === '2018' ? modelsOf2018 : namedModels;
  return [...new Set<string>([...named, ...filesOf(profile).map(networkModelOf)])];
}

/** The models of the user export in the order of the page. */
export function userModels(): readonly string[] {
  return filesOf('user').map(userModelOf);
}

/** The names that the error text of the network export lists. */
export function listedNetworkModels(profile: NetworkProfile): readonly string[] {
  return [...networkModels(profile), fileAlias];
}

/**
 * The names that the error text of the user export lists: the page's own text has `File` instead of
 * `UploadedFileVersion`, which comes last here.
 */
export function listedUserModels(): readonly string[] {
  const model = userModelOf('Files');
  return [...userModels().map((name) => (name === model ? fileAlias : name)), model];
}
