import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lchmodSync,
  lstatSync,
  openSync,
  readSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type Identity, identityOf, isSame, ReplacedError } from './identity.ts';

/** Paths are bytes: a client may choose names that are no text. */
export type Path = string | Buffer;

const LINUX = process.platform === 'linux';
/** Windows has none of these flags; there a path is looked at before and after it is opened. */
const { O_RDONLY, O_DIRECTORY = 0, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
/** Opens a file to know it and not to read it, so that no right to read is needed; Linux only. */
const O_PATH = 0o10_000_000;

const FOR_READING = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;

const SLASH = Buffer.from('/');

/** The path of a name in a folder. */
export function joined(folder: Path, name: Path): Buffer {
  return Buffer.concat([Buffer.from(folder as string), SLASH, Buffer.from(name as string)]);
}

/**
 * Calls `use` with a path that leads to the folder of this identity and to no other, whatever is done to the
 * folder's own path meanwhile; where the system has no such paths, with the path itself once it was looked
 * at. Rejects with a `ReplacedError` when something else stands there, and with a system error when it cannot
 * be opened.
 */
export async function withFolder<T>(
  path: Path,
  expected: Identity,
  use: (path: Path) => Promise<T>,
): Promise<T> {
  if (!LINUX) {
    expectSame(path, expected);
    return use(path);
  }
  const fd = opened(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK);
  try {
    compare(identityOf(fstatSync(fd, { bigint: true })), expected);
    return await use(`/proc/self/fd/${fd}`);
  } finally {
    closeSync(fd);
  }
}

/**
 * Opens the regular file of this identity for reading. Rejects with a `ReplacedError` when something else
 * stands there.
 */
export async function openFile(path: Path, expected: Identity): Promise<FileHandle> {
  if (!LINUX) expectSame(path, expected);
  const handle = await open(path, FOR_READING).catch(replacedIfElse);
  try {
    compareFile(handle.fd, expected);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * Reads the first bytes of the regular file of this identity. Throws a `ReplacedError` when something else
 * stands there.
 */
export function readFile(path: Path, expected: Identity, bytes: number): Buffer {
  if (!LINUX) expectSame(path, expected);
  const fd = opened(path, FOR_READING);
  try {
    compareFile(fd, expected);
    const content = Buffer.allocUnsafe(bytes);
    let read = 0;
    for (let part = -1; read < bytes && part !== 0; read += part) {
      part = readSync(fd, content, read, bytes - read, read);
    }
    return content.subarray(0, read);
  } finally {
    closeSync(fd);
  }
}

/** The rights of the owner to list, enter and change a folder. */
const OWN_FOLDER = 0o700;

/** Gives the owner every right to the folder of this identity. Throws what `withFolder` rejects with. */
export function makeAccessible(path: Path, expected: Identity): void {
  if (!LINUX) {
    expectSame(path, expected);
    // Only macOS has a way that never follows a link.
    const change = process.platform === 'darwin' ? lchmodSync : chmodSync;
    change(path, OWN_FOLDER);
    return;
  }
  const fd = opened(path, O_PATH | O_DIRECTORY | O_NOFOLLOW);
  try {
    const found = fstatSync(fd, { bigint: true });
    compare(identityOf(found), expected);
    if ((Number(found.mode) & OWN_FOLDER) !== OWN_FOLDER) chmodSync(`/proc/self/fd/${fd}`, OWN_FOLDER);
  } finally {
    closeSync(fd);
  }
}

/**
 * A link is never the one that is expected: the system may give the number of a removed folder to the link in
 * its place.
 */
function expectSame(path: Path, expected: Identity): void {
  const found = known(() => lstatSync(path, { bigint: true }));
  if (found.isSymbolicLink()) throw new ReplacedError('a link stands in its place.');
  compare(identityOf(found), expected);
}

function opened(path: Path, flags: number): number {
  return known(() => openSync(path, flags));
}

function compareFile(fd: number, expected: Identity): void {
  const found = fstatSync(fd, { bigint: true });
  if (!found.isFile()) throw new ReplacedError('expected a regular file, got something else.');
  compare(identityOf(found), expected);
}

function compare(found: Identity, expected: Identity): void {
  if (!isSame(found, expected)) throw new ReplacedError('something else stands in its place.');
}

/** Codes of the system for a path at which there is nothing, a link, or another kind of file. */
const GONE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO', 'ENODEV']);

/** Calls the system; that nothing or something else is there is a `ReplacedError`. */
function known<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    return replacedIfElse(error as NodeJS.ErrnoException);
  }
}

function replacedIfElse(error: NodeJS.ErrnoException): never {
  if (!GONE.has(error.code ?? '')) throw error;
  throw new ReplacedError(error.code === 'ENOENT' ? 'it is gone.' : 'something else stands in its place.');
}
