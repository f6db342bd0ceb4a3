import { type BigIntStats, type Dirent, lstatSync, opendirSync, readlinkSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { Turns } from '../util/turns.ts';
import { type Identity, identityOf, ReplacedError } from './identity.ts';
import { joined, openFile, type Path, readFile, withFolder } from './open-verified.ts';
import { printableName } from './printable-name.ts';

/** The limits for a client's folders. A client that exceeds them fails the case. */
export interface FolderLimits {
  /** Files, folders and everything else, together. */
  readonly files: number;
  /** The sizes of all files together, bytes. */
  readonly bytes: number;
  /** Folders inside each other. */
  readonly depth: number;
}

/**
 * Generous for every client that has not gone wild: a month of exports of a large network, and the caches of
 * a runtime.
 */
export const defaultFolderLimits: FolderLimits = { files: 100_000, bytes: 8 * 1024 ** 3, depth: 64 };

/** Something that lies in a folder. */
export interface FoundEntry {
  /**
   * Below the folder that was looked at, with `/` between names; bytes that are no UTF-8 are written as
   * `\xNN`.
   */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Bytes; 0 for everything but a file. */
  readonly bytes: number;
  /** The time of the last change of its content, Unix milliseconds. */
  readonly written: number;
  /** The place that a link leads to. */
  readonly target?: string;
  /** Opens a file for reading. Rejects with a `ReplacedError` when something else stands there by now. */
  open(): Promise<FileHandle>;
  /** Reads the first bytes of a file at once. Throws a `ReplacedError` when something else stands there. */
  read(bytes: number): Buffer;
}

/** An entry with what tells its content from an earlier one. */
export interface VersionedEntry extends FoundEntry {
  /** Identity, size and times: another text after a change of the content. */
  readonly version: string;
  /** The time of the last change of content or metadata, which no program can set; Unix milliseconds. */
  readonly changed: number;
}

/** Everything that was found below a folder. */
export interface FolderLook {
  /** In the order of their paths. */
  readonly entries: readonly VersionedEntry[];
  /** The reasons why there may be more than that, as sentences; empty when that is all. */
  readonly problems: readonly string[];
  /** The reason why the folder is not read: it was replaced, or holds more than the limits allow. */
  readonly breach: string | undefined;
}

/** The bounds of a look. */
export interface LookOptions {
  readonly limits: FolderLimits;
  /** Ends the look; it then rejects with the reason of the signal. */
  readonly signal: AbortSignal;
}

/** Systems refuse longer paths, bytes. */
const PATH_LIMIT = 3800;
/** Entries of a folder that the system lists at once. */
const LISTED = 256;

/**
 * Lists everything below the folder of this identity. Links are not followed, nothing outside of the folder
 * is touched, and folders are opened one at a time. Rejects only by the signal.
 */
export async function lookBelow(
  folder: { readonly path: string; readonly identity: Identity },
  { limits, signal }: LookOptions,
): Promise<FolderLook> {
  const look = new Look(limits, signal);
  let next: Place | undefined = { ...folder, name: '', depth: 0 };
  while (next !== undefined && look.breach === undefined) {
    signal.throwIfAborted();
    await look.read(next);
    next = look.folders.pop();
  }
  const entries = look.entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { entries, problems: look.problems, breach: look.breach };
}

/** A folder that is to be read. */
interface Place {
  readonly path: Path;
  readonly identity: Identity;
  /** Its path as it is shown; empty for the folder itself. */
  readonly name: string;
  readonly depth: number;
}

class Look {
  readonly entries: VersionedEntry[] = [];
  readonly folders: Place[] = [];
  readonly problems: string[] = [];
  breach: string | undefined;
  #bytes = 0;
  readonly #turns = new Turns();
  readonly #limits: FolderLimits;
  readonly #signal: AbortSignal;

  constructor(limits: FolderLimits, signal: AbortSignal) {
    this.#limits = limits;
    this.#signal = signal;
  }

  /** Lists one folder. */
  async read(place: Place): Promise<void> {
    try {
      await withFolder(place.path, place.identity, (opened) => this.#list(opened, place));
    } catch (error) {
      this.#signal.throwIfAborted();
      // A folder that a client has just removed was not left.
      if (error instanceof ReplacedError && place.depth > 0) return;
      if (error instanceof ReplacedError) this.breach = error.message;
      else this.problems.push(`${place.name || 'it'} cannot be listed: ${reasonOf(error)}.`);
    }
  }

  async #list(opened: Path, place: Place): Promise<void> {
    // The types know no names in bytes here; the system call does.
    const folder = opendirSync(opened as string, {
      encoding: 'buffer' as BufferEncoding,
      bufferSize: LISTED,
    });
    try {
      const next = () => folder.readSync() as Dirent<Buffer> | null;
      for (let entry = next(); entry !== null && this.breach === undefined; entry = next()) {
        this.#add(opened, place, entry.name);
        await this.#turns.give();
        this.#signal.throwIfAborted();
      }
    } finally {
      folder.closeSync();
    }
  }

  #add(opened: Path, place: Place, name: Buffer): void {
    const { files, bytes, depth } = this.#limits;
    const here = joined(opened, name);
    const path = joined(place.path, name);
    const shown = place.name === '' ? printableName(name) : `${place.name}/${printableName(name)}`;
    const found = this.#statOf(here, shown);
    if (found === undefined) return;
    const identity = identityOf(found);
    const kind = kindOf(found);
    const size = kind === 'file' ? Number(found.size) : 0;
    this.#bytes += size;
    this.entries.push({
      path: shown,
      kind,
      bytes: size,
      written: Number(found.mtimeMs),
      version: [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' '),
      changed: Number(found.ctimeMs),
      ...(kind === 'link' && { target: targetOf(here) }),
      open: () => openFile(path, identity),
      read: (count) => readFile(path, identity, count),
    });
    if (this.entries.length > files) this.breach = `it holds more than ${files} files.`;
    else if (this.#bytes > bytes) this.breach = `it holds more than ${bytes} bytes.`;
    else if (kind === 'folder' && (place.depth >= depth || path.length > PATH_LIMIT))
      this.breach = `its folders lie more than ${place.depth} deep in each other.`;
    else if (kind === 'folder') this.folders.push({ path, identity, name: shown, depth: place.depth + 1 });
  }

  /** Undefined for an entry that is gone, and for one that cannot be looked at, which is a problem. */
  #statOf(path: Path, shown: string): BigIntStats | undefined {
    try {
      return lstatSync(path, { bigint: true });
    } catch (error) {
      const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isGone) this.problems.push(`${shown} cannot be looked at: ${reasonOf(error)}.`);
      return undefined;
    }
  }
}

function kindOf(found: {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}): FoundEntry['kind'] {
  if (found.isSymbolicLink()) return 'link';
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? 'file' : 'other';
}

function targetOf(path: Path): string {
  try {
    return printableName(readlinkSync(path, { encoding: 'buffer' }));
  } catch {
    return '';
  }
}

/** The reason of a system error in a few words: its code, as in the manual of the system. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
