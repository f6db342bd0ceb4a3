import type { Attachment, FoundUser, Network, Row, World } from '../../generators/index.ts';
import {
  type Assumptions,
  type FileKey,
  fileByKey,
  filesOf,
  headerOf,
  memberNameOf,
  type NetworkProfile,
  type Profile,
} from '../../schemas/index.ts';
import type { CsvColumn, CsvDialect } from '../csv/index.ts';
import type { Query } from '../http/query.ts';
import type { NetworkRequest, UserRequest } from '../request/parameters.ts';
import { type PlannedLog, trueLog } from './log-txt.ts';
import { type PlannedRows, partedRows } from './parts.ts';
import { type Parameters, requestText } from './request-txt.ts';
import { type Writing, writtenAttachments, writtenRows } from './written-rows.ts';

/** A planned CSV. */
export interface PlannedCsv {
  /** The name of the member, with its folder. */
  readonly member: string;
  readonly key: FileKey;
  readonly profile: Profile;
  /** The columns of the header. */
  readonly columns: readonly CsvColumn[];
  /** A deviating format; `no-bytes` is an empty member, without a header. */
  readonly dialect?: CsvDialect | 'no-bytes';
  /** The rows, computed on demand. */
  rows(): PlannedRows;
}

/** The attachments of one network, or of one user. */
export interface PlannedAttachments {
  /** The prefix of each attachment's path: `''`, or a network's folder with its slash. */
  readonly folder: string;
  attachments(): Iterable<Attachment>;
}

/**
 * The contents of an export, decided before its first byte: `request.txt`, the CSVs, the attachments,
 * `log.txt`, in this order.
 */
export interface ExportPlan {
  /** The clock of the export, Unix milliseconds: the date of every member, and part of the file name. */
  readonly now: number;
  /** The parameters as the server understood them. */
  readonly parameters: Parameters;
  readonly requestText: string;
  /** The folders of `request.txt` and `log.txt`: `''` is the root; other folders have a slash. */
  readonly textFolders: readonly string[];
  readonly csvs: readonly PlannedCsv[];
  readonly attachments: readonly PlannedAttachments[];
  /** The contents of `log.txt`. */
  readonly log: PlannedLog;
}

/** The data for a plan besides the parameters. */
interface Planning {
  readonly query: Query;
  readonly assumptions: Assumptions;
  /** The address that replaces that of the service in rows; undefined when it stays. */
  readonly base: string | undefined;
}

/**
 * Plans the export of one network, or of several with a folder for each. In the latter case the list of
 * networks is a single CSV at the root.
 */
export function planNetworkExport(
  request: NetworkRequest,
  {
    world,
    profile,
    query,
    assumptions,
    base,
  }: Planning & { readonly world: World; readonly profile: NetworkProfile },
): ExportPlan {
  const { window, networks, files } = request;
  const folderOf = (network: Network): string => (networks.length > 1 ? `${network.id}/` : '');
  const writingIn = (folder: string): Writing => ({ profile, assumptions, folder, base });
  const csvOf = (folder: string, key: FileKey, rows: () => PlannedRows): PlannedCsv => ({
    member: folder + nameOf(key, profile),
    key,
    profile,
    columns: columnsOfCsv(key, profile, assumptions),
    rows: () => (files.includes(key) ? rows() : []),
  });
  const planned = plannedFiles(profile, files, assumptions);
  const shared: readonly FileKey[] = networks.length > 1 ? planned.filter((key) => key === 'Networks') : [];
  const own = planned.filter((key) => !shared.includes(key));
  const parameters = networkParameters(request);
  const inFolders = assumptions['text-files-of-several-networks'] === 'folders';
  return {
    now: window.now,
    parameters,
    requestText: requestText(parameters, query, assumptions),
    textFolders: inFolders ? networks.map(folderOf) : [''],
    csvs: [
      ...shared.map((key) => csvOf('', key, () => writtenRows(key, rowsOfAll(request, key), writingIn('')))),
      ...networks.flatMap((network) => {
        const folder = folderOf(network);
        const writing = writingIn(folder);
        return own.map((key) =>
          csvOf(folder, key, () => partedRows({ world, network, key, window, writing })),
        );
      }),
    ],
    attachments:
      request.include === 'all'
        ? networks.flatMap((network) =>
            attachmentsOf(request, { network, folder: folderOf(network), assumptions }),
          )
        : [],
    log: trueLog,
  };
}

/** The contents of a network's files and notes, as far as the request asks for their CSVs. */
function attachmentsOf(
  { files, window }: NetworkRequest,
  {
    network,
    folder,
    assumptions,
  }: { readonly network: Network; readonly folder: string; readonly assumptions: Assumptions },
): readonly PlannedAttachments[] {
  const stored = () => writtenAttachments(network.attachments(window), assumptions);
  const notes = () => network.pages(window);
  return [
    ...(files.includes('Files') ? [{ folder, attachments: stored }] : []),
    ...(files.includes('Pages') ? [{ folder, attachments: notes }] : []),
  ];
}

/** Plans the export of one user. */
export function planUserExport(
  request: UserRequest,
  {
    world,
    user,
    now,
    query,
    assumptions,
    base,
  }: Planning & { readonly world: World; readonly user: FoundUser; readonly now: number },
): ExportPlan {
  const [home] = world.networks;
  const withAttachments = !request.excludeFiles && request.files.includes('Files');
  const parameters = userParameters(request, user);
  const undocumented = assumptions['undocumented-user-files'];
  const writing = { profile: 'user', assumptions, folder: '', base } as const;
  const planned = plannedFiles('user', request.files, assumptions);
  const filled = undocumented === 'rows' ? request.files : request.files.filter(isDocumented);
  return {
    now,
    parameters,
    requestText: requestText(parameters, query, assumptions),
    textFolders: [''],
    csvs: (undocumented === 'leave-out' ? planned.filter(isDocumented) : planned).map((key) => ({
      member: userMemberOf(key, assumptions),
      key,
      profile: 'user',
      columns: columnsOfCsv(key, 'user', assumptions),
      rows: () => (filled.includes(key) ? writtenRows(key, home.userRows(key, user, now), writing) : []),
    })),
    attachments: withAttachments
      ? [{ folder: '', attachments: () => writtenAttachments(home.userAttachments(user, now), assumptions) }]
      : [],
    log: trueLog,
  };
}

/** The columns of the header; two of the legacy profile occur twice in it, unless a switch says otherwise. */
function columnsOfCsv(key: FileKey, profile: Profile, assumptions: Assumptions): readonly CsvColumn[] {
  const { columns } = fileByKey(key);
  const listed = headerOf(key, profile);
  const names = assumptions['ama-header'] === 'once' ? [...new Set(listed)] : listed;
  const upper = assumptions['header-case'] === 'upper';
  return names.map((name) => ({
    name,
    kind: columns[name]?.kind ?? 'text',
    ...(upper && { title: name.toUpperCase() }),
  }));
}

/** The files of an export in order: the requested ones, or all. */
function plannedFiles(
  profile: Profile,
  asked: readonly FileKey[],
  assumptions: Assumptions,
): readonly FileKey[] {
  return assumptions['unasked-files'] === 'leave-out' ? asked : filesOf(profile);
}

/** Tells whether the documentation lists the columns. */
function isDocumented(key: FileKey): boolean {
  return fileByKey(key).evidence === 'documented';
}

function* rowsOfAll({ networks, window }: NetworkRequest, key: FileKey): Generator<Row> {
  for (const network of networks) yield* network.rows(key, window);
}

function nameOf(key: FileKey, profile: Profile): string {
  return memberNameOf(key, profile) ?? `${key}.csv`;
}

/** The models of the user export whose CSV names are not documented. */
const unnamedFiles: readonly FileKey[] = ['UserNotificationDevices', 'UserNotificationSettings'];

function userMemberOf(key: FileKey, assumptions: Assumptions): string {
  const singular = assumptions['notification-file-names'] === 'singular' && unnamedFiles.includes(key);
  return singular ? `${fileByKey(key).models.user}.csv` : nameOf(key, 'user');
}

function modelNames(files: readonly FileKey[], endpoint: 'network' | 'user'): string {
  return files.map((key) => fileByKey(key).models[endpoint] ?? key).join(', ');
}

function networkParameters(request: NetworkRequest): Parameters {
  return [
    ['since', new Date(request.since).toISOString()],
    ['until', new Date(request.until).toISOString()],
    ['model', modelNames(request.files, 'network')],
    ['include', request.include],
    ['network', request.networks.map(({ id }) => id).join(', ')],
    ['include_ens', String(request.externalNetworks)],
  ];
}

function userParameters(request: UserRequest, user: FoundUser): Parameters {
  return [
    ['user_id', user.id],
    ['model', modelNames(request.files, 'user')],
    ['exclude_files', String(request.excludeFiles)],
  ];
}
