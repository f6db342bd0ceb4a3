import type { Attachment, Network, Row, Rows, Window } from '../../generators/index.ts';
import type { Assumptions, FileKey, Profile } from '../../schemas/index.ts';
import { linkChange } from './links.ts';

/** The facts that decide how rows and attachments are written. */
export interface Writing {
  readonly profile: Profile;
  readonly assumptions: Assumptions;
  /** The folder of the network with its slash; `''` at the root. */
  readonly folder: string;
  /** The address that replaces that of the service in rows; undefined when it stays. */
  readonly base: string | undefined;
}

/** The rows of a CSV as the profile and the switches write them. */
export function writtenRows(key: FileKey, rows: Rows, writing: Writing): Rows {
  const own = key === 'Files' ? fileChange(writing) : key === 'Users' ? userChange(writing) : undefined;
  const changes = [own, linkChange(key, writing.base)].filter((change) => change !== undefined);
  return changes.reduce<Rows>(mapped, rows);
}

/** The attachments under the names that the switches say. */
export function writtenAttachments(
  attachments: Iterable<Attachment>,
  assumptions: Assumptions,
): Iterable<Attachment> {
  if (assumptions['files-folder'] === 'files') return attachments;
  return mapped(attachments, (one) => ({ ...one, path: inFolder(one.path, assumptions) }));
}

/**
 * The times that put a row into a window by the older pages: users who joined, were deleted or suspended in
 * it, topics that were created in it. A change of a profile or of a description alone is none of these.
 */
const statedTimes: Readonly<Partial<Record<FileKey, readonly string[]>>> = {
  Users: ['joined_at', 'deleted_at', 'suspended_at'],
  Topics: ['created_at'],
};

/** The rows of a network in the window, by the rule of the profile's page. */
export function rowsInWindow(
  network: Network,
  key: FileKey,
  { profile, window }: { readonly profile: Profile; readonly window: Window },
): Rows {
  if (profile === '2018' && (key === 'Messages' || key === 'MessageVersions'))
    return withoutDrafts(network.rows(key, window));
  const names = profile === 'current' ? undefined : statedTimes[key];
  return names === undefined ? network.rows(key, window) : rowsByTimes(network, key, { names, window });
}

/** The messages without unpublished drafts, which 2018 has no column for: they would read as posts. */
function withoutDrafts(rows: Rows): Rows {
  const { within } = rows;
  return {
    ...rows,
    [Symbol.iterator]: () => filtered(rows, isNoDraft),
    ...(within && {
      within: { ...within, rows: () => filtered(within.rows(), ({ row }) => isNoDraft(row)) },
    }),
  };
}

function isNoDraft(row: Row): boolean {
  return row.is_draft !== true;
}

/** The rows with one of the times in the window; where the window says so, with the latest of them in it. */
function* rowsByTimes(
  network: Network,
  key: FileKey,
  { names, window }: { readonly names: readonly string[]; readonly window: Window },
): Generator<Row, void, undefined> {
  for (const row of network.rows(key, { ...window, things: 'touched' })) {
    const times = names.flatMap((name) => (row[name] === '' ? [] : [Date.parse(String(row[name]))]));
    const counted = window.things === 'latest' ? [Math.max(...times)] : times;
    if (counted.some((at) => at >= window.from && at < window.to)) yield row;
  }
}

type Change = (row: Row) => Row;

function fileChange({ assumptions, folder }: Writing): Change | undefined {
  const before = assumptions['path-of-several-networks'] === 'full' ? folder : '';
  if (before === '' && assumptions['files-folder'] === 'files') return undefined;
  return (row) =>
    row.path === '' ? row : { ...row, path: before + inFolder(String(row.path), assumptions) };
}

function userChange({ assumptions, profile }: Writing): Change | undefined {
  const states = assumptions['user-states'];
  if (states === 'named' || (states === 'profile' && profile !== '2018')) return undefined;
  return (row) => (row.state === 'active' ? row : { ...row, state: 'soft_delete' });
}

function inFolder(path: string, assumptions: Assumptions): string {
  return path.replace(/^files(?=\/)/, assumptions['files-folder']);
}

function* filtered<T>(all: Iterable<T>, wanted: (one: T) => boolean): Generator<T, void, undefined> {
  for (const one of all) if (wanted(one)) yield one;
}

function* mapped<T>(all: Iterable<T>, change: (one: T) => T): Generator<T, void, undefined> {
  for (const one of all) yield change(one);
}
