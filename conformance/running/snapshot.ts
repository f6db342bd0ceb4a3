import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';

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

/** Everything below a folder, in the order of the paths. Links are not followed. */
export async function filesBelow(folder: string): Promise<readonly FileSeen[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const seen = entries.slice(0, MOST_FILES).map(async (entry): Promise<FileSeen> => {
    const whole = join(entry.parentPath, entry.name);
    const path = whole.slice(folder.length + 1).replaceAll('\\', '/');
    if (entry.isSymbolicLink())
      return { path, kind: 'link', bytes: 0, digest: '', target: await readlink(whole) };
    if (entry.isDirectory()) return { path, kind: 'folder', bytes: 0, digest: '' };
    if (!entry.isFile()) return { path, kind: 'other', bytes: 0, digest: '' };
    return { path, kind: 'file', bytes: (await stat(whole)).size, digest: await digestOf(whole) };
  });
  return (await Promise.all(seen)).sort((a, b) => (a.path < b.path ? -1 : 1));
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
