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
import { type Parameters, type PlannedLog, requestText, trueLog } from './text-members.ts';

/** One CSV that an export will hold. */
export interface PlannedCsv {
  /** The member's name, with its folder. */
  readonly member: string;
  readonly key: FileKey;
  readonly profile: Profile;
  /** The header. */
  readonly columns: readonly CsvColumn[];
  /** How it is written when not as usual; `no-bytes` is a member with nothing in it, not even a header. */
  readonly dialect?: CsvDialect | 'no-bytes';
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
  /** What was asked for, as it was understood. */
  readonly parameters: Parameters;
  readonly requestText: string;
  /** Where `request.txt` and `log.txt` are: `''` at the root, or folders with their slash. */
  readonly textFolders: readonly string[];
  readonly csvs: readonly PlannedCsv[];
  readonly attachments: readonly PlannedAttachments[];
  /** What becomes of `log.txt`. */
  readonly log: PlannedLog;
}

/** What a plan is made with, besides what was asked for. */
interface Planning {
  readonly query: Query;
  readonly assumptions: Assumptions;
}

/** Plans the export of one network, or of several in a folder each; the list of networks is then at the root, and once. */
export function planNetworkExport(
  request: NetworkRequest,
  { profile, query, assumptions }: Planning & { readonly profile: NetworkProfile },
): ExportPlan {
  const { window, networks, files } = request;
  const folderOf = (network: Network): string => (networks.length > 1 ? `${network.id}/` : '');
  const csvOf = (folder: string, key: FileKey, rows: () => Iterable<Row>): PlannedCsv => ({
    member: folder + nameOf(key, profile),
    key,
    profile,
    columns: columnsOfCsv(key, profile),
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
      ...shared.map((key) => csvOf('', key, () => rowsOfAll(request, key))),
      ...networks.flatMap((network) =>
        own.map((key) => csvOf(folderOf(network), key, () => network.rows(key, window))),
      ),
    ],
    attachments:
      request.include === 'all' && files.includes('Files')
        ? networks.map((network) => ({
            folder: folderOf(network),
            attachments: () => network.attachments(window),
          }))
        : [],
    log: trueLog,
  };
}

/** Plans what one user's export holds. */
export function planUserExport(
  request: UserRequest,
  {
    world,
    user,
    now,
    query,
    assumptions,
  }: Planning & { readonly world: World; readonly user: FoundUser; readonly now: number },
): ExportPlan {
  const [home] = world.networks;
  const withAttachments = !request.excludeFiles && request.files.includes('Files');
  const parameters = userParameters(request, user);
  const undocumented = assumptions['undocumented-user-files'];
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
      columns: columnsOfCsv(key, 'user'),
      rows: () => (filled.includes(key) ? home.userRows(key, user, now) : []),
    })),
    attachments: withAttachments ? [{ folder: '', attachments: () => home.userAttachments(user, now) }] : [],
    log: trueLog,
  };
}

/** The columns as they stand in the header; a legacy one stands there twice. */
function columnsOfCsv(key: FileKey, profile: Profile): readonly CsvColumn[] {
  const { columns } = fileByKey(key);
  return headerOf(key, profile).map((name) => ({ name, kind: columns[name]?.kind ?? 'text' }));
}

/** The files that an export has, in order: those asked for, and perhaps the others too. */
function plannedFiles(
  profile: Profile,
  asked: readonly FileKey[],
  assumptions: Assumptions,
): readonly FileKey[] {
  return assumptions['unasked-files'] === 'leave-out' ? asked : filesOf(profile);
}

/** Whether a page lists the columns. */
function isDocumented(key: FileKey): boolean {
  return fileByKey(key).evidence === 'documented';
}

function* rowsOfAll({ networks, window }: NetworkRequest, key: FileKey): Generator<Row> {
  for (const network of networks) yield* network.rows(key, window);
}

function nameOf(key: FileKey, profile: Profile): string {
  return memberNameOf(key, profile) ?? `${key}.csv`;
}

/** Models of the user export that no page names a CSV for. */
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
