import { createHash } from 'node:crypto';
import { Turns } from '../util/turns.ts';
import { deadlineOf } from './deadline.ts';
import { KnownContents } from './known-contents.ts';
import {
  type FolderLimits,
  type FoundEntry,
  type LookOptions,
  lookBelow,
  reasonOf,
  type VersionedEntry,
} from './look.ts';
import type { FolderName, Sandbox } from './sandbox.ts';

/** A file that a client left. */
export interface FileSeen {
  /**
   * Below the folder that was looked at, with `/` between folders; bytes that are no UTF-8 are written as
   * `\xNN`.
   */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Bytes; 0 for what is no file. */
  readonly bytes: number;
  /** SHA-256 in hexadecimal; `''` for what is no file, and for what was not read. */
  readonly digest: string;
  /** The target of a link. */
  readonly target?: string;
  /** The time of the last change of its content, Unix milliseconds. */
  readonly written: number;
}

/** A file that a client left, while it is there. */
export interface FileThere extends FileSeen, Pick<VersionedEntry, 'open' | 'read' | 'version' | 'changed'> {}

/** Everything that lies in the folders of a case. */
export interface Snapshot {
  /** Paths are below the folder of the case; nothing when there is a breach. */
  readonly files: readonly FileThere[];
  /** The entries that could not be read, as sentences. HOME is left out: a runtime keeps anything there. */
  readonly unreadable: readonly string[];
  /** The reason why the folders cannot be judged at all, as a sentence. */
  readonly breach: string | undefined;
}

/** The time and the limits of a snapshot. */
export interface SnapshotOptions {
  readonly limits: FolderLimits;
  /** The whole look takes no longer, milliseconds. */
  readonly timeLimitMs: number;
  /** Ends the look at once. */
  readonly signal: AbortSignal;
}

/**
 * Looks at everything in the folders of a case, and reads it but for HOME and files whose digests are known.
 * Does not reject, whatever a client has done to them.
 */
export async function takeSnapshot(
  sandbox: Sandbox,
  options: SnapshotOptions,
  digests = new KnownContents(),
): Promise<Snapshot> {
  const { timeLimitMs, limits } = options;
  using deadline = deadlineOf(options.signal, timeLimitMs);
  const { signal } = deadline;
  const breach = sandbox.breach();
  if (breach !== undefined) return { files: [], unreadable: [], breach };
  try {
    return await snapshotOf(sandbox, { limits, signal }, digests);
  } catch (error) {
    if (!signal.aborted) throw error;
    const seconds = timeLimitMs / 1000;
    const text = options.signal.aborted
      ? 'The kit was interrupted while it looked at the folders of the case.'
      : `The folders of the case hold more than can be read in ${seconds} s.`;
    return { files: [], unreadable: [], breach: text };
  }
}

/** Below HOME: a runtime keeps there what it likes. */
const AT_HOME = /^a\/work(?:\/|$)/;

async function snapshotOf(sandbox: Sandbox, options: LookOptions, digests: KnownContents): Promise<Snapshot> {
  const look = await lookBelow({ path: sandbox.root, identity: sandbox.identity('root') }, options);
  const breach = look.breach === undefined ? sandbox.breach() : `The folder of the case: ${look.breach}`;
  if (breach !== undefined) return { files: [], unreadable: [], breach };
  const unreadable = look.problems.filter((text) => !AT_HOME.test(text));
  const files: FileThere[] = [];
  const turns = new Turns();
  for (const entry of look.entries) {
    await turns.give();
    options.signal.throwIfAborted();
    const read = () => digestOf(entry, options.signal);
    const digest = AT_HOME.test(entry.path) ? '' : await digests.of(entry, read);
    if (typeof digest === 'string') files.push({ ...entry, digest });
    else if (digest.why !== undefined) {
      files.push({ ...entry, digest: '' });
      unreadable.push(`${entry.path} cannot be read: ${digest.why}.`);
    }
  }
  return { files, unreadable: unreadable.map(shown), breach: undefined };
}

/** A path below the folder of a case by the names of the placeholders. */
function shown(text: string): string {
  return text.replace(/^a\/(out|state)(?=[/ ])/, '{$1_dir}');
}

/** Everything that lies in one of the folders of a case; nothing when it cannot be looked at. */
export async function entriesOf(
  sandbox: Sandbox,
  name: FolderName,
  { limits, timeLimitMs, signal }: SnapshotOptions,
): Promise<readonly FoundEntry[]> {
  const folder = { path: sandbox[name], identity: sandbox.identity(name) };
  using deadline = deadlineOf(signal, timeLimitMs);
  const look = await lookBelow(folder, { limits, signal: deadline.signal }).catch(() => undefined);
  return look === undefined || look.breach !== undefined ? [] : look.entries;
}

/** A larger file is read by a stream, so that other work gets its turn, bytes. */
export const READ_AT_ONCE = 256 * 1024;

/**
 * The digest of a file; why there is none when it cannot be read, without a reason when it has gone by now.
 */
async function digestOf(
  { kind, open, read, bytes }: FoundEntry,
  signal: AbortSignal,
): Promise<string | { readonly why: string | undefined }> {
  if (kind !== 'file') return '';
  try {
    const hash = createHash('sha256');
    // A file that grows is read as far as it was when it was found.
    if (bytes <= READ_AT_ONCE) return hash.update(read(bytes)).digest('hex');
    const handle = await open();
    for await (const part of handle.createReadStream({ end: bytes - 1, signal })) hash.update(part as Buffer);
    return hash.digest('hex');
  } catch (error) {
    signal.throwIfAborted();
    const gone = error instanceof Error && error.name === 'ReplacedError';
    return { why: gone ? undefined : reasonOf(error) };
  }
}

/** The paths of the files that a run wrote. */
export interface WrittenPaths {
  /** The files that are new, or that were written again, even with the same content. */
  readonly written: ReadonlySet<string>;
  /** The written files that are new or have another content. */
  readonly changed: ReadonlySet<string>;
}

/** The paths of the files that were written between two looks. */
export function writtenFiles(before: readonly FileSeen[], after: readonly FileSeen[]): WrittenPaths {
  const known = new Map(before.map((file) => [file.path, file]));
  const isEqual = ({ path, digest }: FileSeen) => known.get(path)?.digest === digest;
  const isSame = (file: FileSeen) => isEqual(file) && known.get(file.path)?.written === file.written;
  const written = after.filter((file) => file.kind === 'file' && !isSame(file));
  const changed = written.filter((file) => !isEqual(file));
  return {
    written: new Set(written.map(({ path }) => path)),
    changed: new Set(changed.map(({ path }) => path)),
  };
}
