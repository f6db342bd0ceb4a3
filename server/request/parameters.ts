import type { Network, Window, World } from '../../generators/index.ts';
import {
  type Assumptions,
  type FileKey,
  filesOf,
  listedNetworkModels,
  listedUserModels,
  type NetworkProfile,
  resolveNetworkModel,
  resolveUserModel,
} from '../../schemas/index.ts';
import { ErrorResponse } from '../http/error-response.ts';
import { lastValueOf, type Query, valuesOf } from '../http/query.ts';
import { badParameter } from './bad-parameter.ts';
import { errorResponses } from './errors.ts';
import { readWindow } from './window.ts';

/** The complete parameters of a network export. */
export interface NetworkRequest {
  readonly since: number;
  readonly until: number;
  readonly window: Window;
  /** In the order of the profile, without duplicates. */
  readonly files: readonly FileKey[];
  readonly include: 'all' | 'csv';
  /** In the order of the world, without duplicates, at least one. */
  readonly networks: readonly Network[];
  readonly externalNetworks: boolean;
}

/** The complete parameters of a user export. */
export interface UserRequest {
  readonly files: readonly FileKey[];
  readonly excludeFiles: boolean;
}

/** The data for reading a network export. */
interface NetworkReading {
  readonly world: World;
  readonly profile: NetworkProfile;
  readonly now: number;
  readonly assumptions: Assumptions;
  /** True if a scenario ends every window at 00:00 GMT. */
  readonly untilAtMidnight?: boolean;
}

/**
 * Reads the parameters of the network export in the order of the documentation; the first mistake determines
 * the response.
 */
export function readNetworkRequest(query: Query, reading: NetworkReading): NetworkRequest | ErrorResponse {
  const { profile, assumptions } = reading;
  const span = readWindow(query, reading);
  if (span instanceof ErrorResponse) return span;
  const files = readModels(query, filesOf(profile), {
    resolve: (name) => resolveNetworkModel(profile, name),
    listed: () => listedNetworkModels(profile),
    unknown: assumptions['unknown-network-model'],
  });
  if (files instanceof ErrorResponse) return files;
  const include = readInclude(query, assumptions);
  if (include instanceof ErrorResponse) return include;
  const externalNetworks = readBoolean(query, 'include_ens', assumptions);
  if (externalNetworks instanceof ErrorResponse) return externalNetworks;
  const networks = readNetworks(query, reading, externalNetworks);
  if (networks instanceof ErrorResponse) return networks;
  return { ...span, files, include, networks, externalNetworks };
}

/** Reads the parameters of the user export. */
export function readUserRequest(query: Query, assumptions: Assumptions): UserRequest | ErrorResponse {
  const files = readModels(query, filesOf('user'), {
    resolve: resolveUserModel,
    listed: listedUserModels,
    unknown: '400',
  });
  if (files instanceof ErrorResponse) return files;
  const excludeFiles = readBoolean(query, 'exclude_files', assumptions);
  return excludeFiles instanceof ErrorResponse ? excludeFiles : { files, excludeFiles };
}

function readInclude(query: Query, assumptions: Assumptions): 'all' | 'csv' | ErrorResponse {
  const leftOut = assumptions['include-default'];
  const text = lastValueOf(query, 'include') ?? leftOut;
  const include = text.toLowerCase();
  if (include === 'all' || include === 'csv') return include;
  return badParameter(errorResponses.noInclude(text), leftOut, assumptions);
}

/** Returns `false` for an absent parameter. */
function readBoolean(query: Query, name: string, assumptions: Assumptions): boolean | ErrorResponse {
  const text = lastValueOf(query, name) ?? 'false';
  if (!/^(?:true|false)$/i.test(text))
    return badParameter(errorResponses.invalidBoolean(name, text), false, assumptions);
  return text.toLowerCase() === 'true';
}

interface ModelNames {
  readonly resolve: (name: string) => FileKey | undefined;
  /** The names to suggest for an unknown one. */
  readonly listed: () => readonly string[];
  /** The effect of an unknown name: an error response, or none. */
  readonly unknown: '400' | 'ignore';
}

function readModels(
  query: Query,
  all: readonly FileKey[],
  names: ModelNames,
): readonly FileKey[] | ErrorResponse {
  const asked = valuesOf(query, 'model');
  const wanted = new Set<FileKey>();
  const unknown = new Set<string>();
  for (const name of asked) {
    const key = names.resolve(name);
    if (key === undefined) unknown.add(name);
    else wanted.add(key);
  }
  if (unknown.size > 0 && names.unknown === '400')
    return errorResponses.unsupportedModels([...unknown], names.listed());
  return wanted.size === 0 ? all : all.filter((key) => wanted.has(key));
}

function readNetworks(
  query: Query,
  { world, assumptions }: NetworkReading,
  externalNetworks: boolean,
): readonly Network[] | ErrorResponse {
  const [home, ...externals] = world.networks;
  const answer = assumptions['unreachable-network'];
  const wanted = new Set<Network>();
  for (const name of valuesOf(query, 'network')) {
    const network = world.networks.find(
      ({ id, permalink }) => name === id || name.toLowerCase() === permalink.toLowerCase(),
    );
    if (network !== undefined) wanted.add(network);
    else if (answer !== 'ignore') return errorResponses.unreachableNetwork(name, world.networks, answer);
  }
  if (wanted.size === 0) wanted.add(home);
  if (externalNetworks) for (const network of externals) wanted.add(network);
  return world.networks.filter((network) => wanted.has(network));
}
