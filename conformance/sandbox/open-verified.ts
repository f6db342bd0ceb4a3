import { constants } from 'node:fs';
import { chmod, type FileHandle, lchmod, lstat, open } from 'node:fs/promises';
import { type Identity, identityOf, isSame, ReplacedError } from './identity.ts';

/** Paths are bytes: a client may choose names that are no text. */
export type Path = string | Buffer;

const LINUX = process.platform === 'linux';
/** Windows has none of these flags; there a path is looked at before and after it is opened. */
const { O_RDONLY, O_DIRECTORY = 0, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
/** Opens a file to know it and not to read it, so that no right to read is needed; Linux only. */
const O_PATH = 0o10_000_000;

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
    await expectSame(path, expected);
    return use(path);
  }
  const handle = await open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK).catch(replacedIfElse);
  try {
    compare(identityOf(await handle.stat({ bigint: true })), expected);
    return await use(`/proc/self/fd/${handle.fd}`);
  } finally {
    await handle.close();
  }
}

/**
 * Opens the regular file of this identity for reading. Rejects with a `ReplacedError` when something else
 * stands there.
 */
export async function openFile(path: Path, expected: Identity): Promise<FileHandle> {
  if (!LINUX) await expectSame(path, expected);
  const handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(replacedIfElse);
  try {
    const found = await handle.stat({ bigint: true });
    if (!found.isFile()) throw new ReplacedError('expected a regular file, got something else.');
    compare(identityOf(found), expected);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The rights of the owner to list, enter and change a folder. */
const OWN_FOLDER = 0o700;

/** Gives the owner every right to the folder of this identity. Rejects as `withFolder` does. */
export async function makeAccessible(path: Path, expected: Identity): Promise<void> {
  if (!LINUX) {
    await expectSame(path, expected);
    // Only macOS has a way that never follows a link.
    return process.platform === 'darwin' ? lchmod(path, OWN_FOLDER) : chmod(path, OWN_FOLDER);
  }
  const handle = await open(path, O_PATH | O_DIRECTORY | O_NOFOLLOW).catch(replacedIfElse);
  try {
    compare(identityOf(await handle.stat({ bigint: true })), expected);
    await chmod(`/proc/self/fd/${handle.fd}`, OWN_FOLDER);
  } finally {
    await handle.close();
  }
}

/**
 * A link is never the one that is expected: the system may give the number of a removed folder to the link in
 * its place.
 */
async function expectSame(path: Path, expected: Identity): Promise<void> {
  const found = await lstat(path, { bigint: true }).catch(replacedIfElse);
  if (found.isSymbolicLink()) throw new ReplacedError('a link stands in its place.');
  compare(identityOf(found), expected);
}

function compare(found: Identity, expected: Identity): void {
  if (!isSame(found, expected)) throw new ReplacedError('something else stands in its place.');
}

/** Codes of the system for a path at which there is nothing, a link, or another kind of file. */
const GONE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO', 'ENODEV']);

function replacedIfElse(error: NodeJS.ErrnoException): never {
  if (!GONE.has(error.code ?? '')) throw error;
  throw new ReplacedError(error.code === 'ENOENT' ? 'it is gone.' : 'something else stands in its place.');
}
