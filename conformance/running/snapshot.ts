import { createHash } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { readdir, readlink, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** A file that a client left. */
export interface FileSeen {
  /** Below the folder that was looked at, with `/` between folders. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Bytes; 0 for what is no file. */
  readonly bytes: number;
  /** SHA-256 in hexadecimal; `''` for what is no file. */
  readonly digest: string;
  /** Where a link leads. */
  readonly target?: string;
}

/** Entries that are looked at; a client that leaves more has gone wild. */
const MOST_FILES = 20_000;

/** Everything below a folder, in the order of the paths. Links are not followed; what vanishes meanwhile was not left. */
export async function filesBelow(folder: string): Promise<readonly FileSeen[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const seen = entries
    .slice(0, MOST_FILES)
    .map((entry) => fileSeen(entry, folder).catch(passOver('ENOENT', 'EACCES')));
  return (await Promise.all(seen))
    .filter((file) => file !== undefined)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function fileSeen(entry: Dirent, folder: string): Promise<FileSeen> {
  const whole = join(entry.parentPath, entry.name);
  const path = whole
    .slice(folder.length + 1)
    .split(sep)
    .join('/');
  if (entry.isSymbolicLink())
    return { path, kind: 'link', bytes: 0, digest: '', target: await readlink(whole) };
  if (entry.isDirectory()) return { path, kind: 'folder', bytes: 0, digest: '' };
  if (!entry.isFile()) return { path, kind: 'other', bytes: 0, digest: '' };
  return { path, kind: 'file', bytes: (await stat(whole)).size, digest: await digestOf(whole) };
}

/** What errors with these codes come to; every other one goes on. */
export function passOver(...codes: readonly string[]): (error: NodeJS.ErrnoException) => undefined {
  return (error) => {
    if (!codes.includes(error.code ?? '')) throw error;
  };
}

/** The paths of the files that are new, or not what they were. */
export function changedFiles(before: readonly FileSeen[], after: readonly FileSeen[]): ReadonlySet<string> {
  const known = new Map(before.map(({ path, digest }) => [path, digest]));
  const changed = after.filter(({ kind, path, digest }) => kind === 'file' && known.get(path) !== digest);
  return new Set(changed.map(({ path }) => path));
}

/** The paths of everything below a folder, in no order. */
export async function readNames(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).slice(0, MOST_FILES);
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('hex');
}
