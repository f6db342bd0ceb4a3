import type { Attachment, FoundUser, Network, Row, World } from '../generators/index.ts';
import {
  type FileKey,
  fileByKey,
  memberNameOf,
  type NetworkProfile,
  type Profile,
} from '../schemas/index.ts';
import type { NetworkRequest, UserRequest } from './request.ts';

/** One CSV that an export will hold. */
export interface PlannedCsv {
  /** The member's name, with its folder. */
  readonly member: string;
  readonly key: FileKey;
  readonly profile: Profile;
  /** The rows, computed as they are asked for. */
  rows(): Iterable<Row>;
}

/** The attachments of one network, or of one user. */
export interface PlannedAttachments {
  /** What stands before each attachment's own path: `''`, or a network's folder with its slash. */
  readonly folder: string;
  attachments(): Iterable<Attachment>;
}

/** What an export will hold, decided before its first byte: `request.txt`, the CSVs, the attachments, `log.txt`, in this order. */
export interface ExportPlan {
  /** The clock of the export, Unix milliseconds: every member's date, and the name of the download. */
  readonly now: number;
  /** The effective parameters, name and value, as `request.txt` has them. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly csvs: readonly PlannedCsv[];
  readonly attachments: readonly PlannedAttachments[];
}

/** Plans the export of one network, or of several in a folder each; the list of networks is then at the root, and once. */
export function planNetworkExport(request: NetworkRequest, profile: NetworkProfile): ExportPlan {
  const { window, networks, files } = request;
  const folderOf = (network: Network): string => (networks.length > 1 ? `${network.id}/` : '');
  const csvOf = (network: Network, key: FileKey): PlannedCsv => ({
    member: folderOf(network) + nameOf(key, profile),
    key,
    profile,
    rows: () => network.rows(key, window),
  });
  const shared: readonly FileKey[] = networks.length > 1 ? files.filter((key) => key === 'Networks') : [];
  const own = files.filter((key) => !shared.includes(key));
  const withAttachments = request.include === 'all' && files.includes('Files');
  return {
    now: window.now,
    parameters: networkParameters(request),
    csvs: [
      ...shared.map((key) => ({
        member: nameOf(key, profile),
        key,
        profile,
        rows: () => rowsOfAll(request, key),
      })),
      ...networks.flatMap((network) => own.map((key) => csvOf(network, key))),
    ],
    attachments: withAttachments
      ? networks.map((network) => ({
          folder: folderOf(network),
          attachments: () => network.attachments(window),
        }))
      : [],
  };
}

/** Plans what one user's export holds. */
export function planUserExport(
  request: UserRequest,
  { world, user, now }: { readonly world: World; readonly user: FoundUser; readonly now: number },
): ExportPlan {
  const [home] = world.networks;
  const withAttachments = !request.excludeFiles && request.files.includes('Files');
  return {
    now,
    parameters: userParameters(request, user),
    csvs: request.files.map((key) => ({
      member: nameOf(key, 'user'),
      key,
      profile: 'user',
      rows: () => home.userRows(key, user, now),
    })),
    attachments: withAttachments ? [{ folder: '', attachments: () => home.userAttachments(user, now) }] : [],
  };
}

function* rowsOfAll({ networks, window }: NetworkRequest, key: FileKey): Generator<Row> {
  for (const network of networks) yield* network.rows(key, window);
}

function nameOf(key: FileKey, profile: Profile): string {
  return memberNameOf(key, profile) ?? `${key}.csv`;
}

function modelNames(files: readonly FileKey[], endpoint: 'network' | 'user'): string {
  return files.map((key) => fileByKey(key).models[endpoint] ?? key).join(', ');
}

function networkParameters(request: NetworkRequest): ExportPlan['parameters'] {
  return [
    ['since', new Date(request.since).toISOString()],
    ['until', new Date(request.until).toISOString()],
    ['model', modelNames(request.files, 'network')],
    ['include', request.include],
    ['network', request.networks.map(({ id }) => id).join(', ')],
    ['include_ens', String(request.externalNetworks)],
  ];
}

function userParameters(request: UserRequest, user: FoundUser): ExportPlan['parameters'] {
  return [
    ['user_id', user.id],
    ['model', modelNames(request.files, 'user')],
    ['exclude_files', String(request.excludeFiles)],
  ];
}
