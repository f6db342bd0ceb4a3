import type { Network, Window, World } from '../generators/index.ts';
import {
  type FileKey,
  filesOf,
  listedNetworkModels,
  listedUserModels,
  type NetworkProfile,
  resolveNetworkModel,
  resolveUserModel,
} from '../schemas/index.ts';
import { lastValueOf, type Query, valuesOf } from './query.ts';
import { Refusal } from './refusal.ts';
import { refusals } from './refusals.ts';
import { readSpan } from './window.ts';

/** What a network export is asked for, complete. */
export interface NetworkRequest {
  readonly since: number;
  readonly until: number;
  readonly window: Window;
  /** In the order of the profile, each once. */
  readonly files: readonly FileKey[];
  readonly include: 'all' | 'csv';
  /** In the order of the world, each once. Empty is refused. */
  readonly networks: readonly Network[];
  readonly externalNetworks: boolean;
}

/** What a user export is asked for, complete. */
export interface UserRequest {
  readonly files: readonly FileKey[];
  readonly excludeFiles: boolean;
}

/** Reads the parameters of the network export, in the order in which the page has them; the first mistake is the answer. */
export function readNetworkRequest(
  query: Query,
  { world, profile, now }: { readonly world: World; readonly profile: NetworkProfile; readonly now: number },
): NetworkRequest | Refusal {
  const span = readSpan(query, profile, now);
  if (span instanceof Refusal) return span;
  const files = readModels(query, filesOf(profile), {
    resolve: (name) => resolveNetworkModel(profile, name),
    listed: () => listedNetworkModels(profile),
  });
  if (files instanceof Refusal) return files;
  const include = readInclude(query);
  if (include instanceof Refusal) return include;
  const externalNetworks = readBoolean(query, 'include_ens');
  if (externalNetworks instanceof Refusal) return externalNetworks;
  const networks = readNetworks(query, world, externalNetworks);
  if (networks instanceof Refusal) return networks;
  return { ...span, files, include, networks, externalNetworks };
}

/** Reads the parameters of the user export. */
export function readUserRequest(query: Query): UserRequest | Refusal {
  const files = readModels(query, filesOf('user'), { resolve: resolveUserModel, listed: listedUserModels });
  if (files instanceof Refusal) return files;
  const excludeFiles = readBoolean(query, 'exclude_files');
  return excludeFiles instanceof Refusal ? excludeFiles : { files, excludeFiles };
}

function readInclude(query: Query): 'all' | 'csv' | Refusal {
  const text = lastValueOf(query, 'include') ?? 'all';
  const include = text.toLowerCase();
  return include === 'all' || include === 'csv' ? include : refusals.noInclude(text);
}

/** False when it is not there. */
function readBoolean(query: Query, name: string): boolean | Refusal {
  const text = lastValueOf(query, name) ?? 'false';
  if (!/^(?:true|false)$/i.test(text)) return refusals.noBoolean(name, text);
  return text.toLowerCase() === 'true';
}

interface ModelNames {
  readonly resolve: (name: string) => FileKey | undefined;
  /** The names to offer when one is unknown. */
  readonly listed: () => readonly string[];
}

function readModels(query: Query, all: readonly FileKey[], names: ModelNames): readonly FileKey[] | Refusal {
  const asked = valuesOf(query, 'model');
  if (asked.length === 0) return all;
  const wanted = new Set<FileKey>();
  const unknown = new Set<string>();
  for (const name of asked) {
    const key = names.resolve(name);
    if (key === undefined) unknown.add(name);
    else wanted.add(key);
  }
  if (unknown.size > 0) return refusals.unknownModels([...unknown], names.listed());
  return all.filter((key) => wanted.has(key));
}

function readNetworks(query: Query, world: World, externalNetworks: boolean): readonly Network[] | Refusal {
  const [home, ...externals] = world.networks;
  const asked = valuesOf(query, 'network');
  const wanted = new Set<Network>(asked.length === 0 ? [home] : []);
  for (const name of asked) {
    const network = world.networks.find(
      ({ id, permalink }) => name === id || name.toLowerCase() === permalink.toLowerCase(),
    );
    if (network === undefined) return refusals.unreachableNetwork(name, world.networks);
    wanted.add(network);
  }
  if (externalNetworks) for (const network of externals) wanted.add(network);
  return world.networks.filter((network) => wanted.has(network));
}
