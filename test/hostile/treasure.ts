import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { chown, lutimes, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileOf, folderOf, type User } from './users.ts';

/** A time old enough that a file system with lazy access times records the next read. */
const LONG_AGO = new Date('2001-02-03T04:05:06Z');

/** A folder that no command may read or change. */
export interface Treasure {
  readonly folder: string;
  /** Returns the changes to the folder as sentences; empty when it is unchanged. */
  harm(): readonly string[];
}

/** Makes a folder with files of several modes, a link, a FIFO and, as root, a device. */
export async function makeTreasure(user: User, path: string): Promise<Treasure> {
  const folder = await folderOf(user, path);
  await fileOf(user, join(folder, 'precious.txt'), 'not to be had twice\n');
  await fileOf(user, join(folder, 'secret'), 'for my eyes only\n', 0o600);
  await fileOf(user, join(folder, 'export.zip'), 'PK\x03\x04 the only copy');
  await folderOf(user, join(folder, 'sub'));
  await fileOf(user, join(folder, 'sub/Messages.csv'), '"id"\n"1"\n');
  await symlink('precious.txt', join(folder, 'link'));
  spawnSync('mkfifo', [join(folder, 'fifo')]);
  if (process.getuid?.() === 0) spawnSync('mknod', [join(folder, 'device'), 'c', '1', '3']);
  const paths = pathsBelow(folder);
  for (const one of paths)
    if (user.uid !== undefined && user.gid !== undefined && !one.endsWith('link'))
      await chown(one, user.uid, user.gid);
  const before = new Map(paths.map((one) => [one, { ...factsOf(one), content: contentOf(one) }]));
  for (const one of paths.toReversed()) await lutimes(one, LONG_AGO, LONG_AGO);
  const noticesReads = readIsSeen(join(folder, 'precious.txt'));
  await lutimes(join(folder, 'precious.txt'), LONG_AGO, LONG_AGO);
  return { folder, harm: () => harmOf(folder, before, noticesReads) };
}

type Facts = ReturnType<typeof factsOf> & { readonly content: string };

function harmOf(
  folder: string,
  before: ReadonlyMap<string, Facts>,
  noticesReads: boolean,
): readonly string[] {
  const name = (path: string) => path.slice(folder.length) || '/';
  const read = noticesReads
    ? [...before.keys()].filter((path) => accessed(path)).map((path) => `${name(path)} was read`)
    : [];
  const now = new Set(pathsBelow(folder));
  const changed = Array.from(before, ([path, facts]) => {
    if (!now.has(path)) return `${name(path)} is gone`;
    const found = { ...factsOf(path), content: contentOf(path) };
    return JSON.stringify(found) === JSON.stringify(facts)
      ? ''
      : `${name(path)} was ${JSON.stringify(facts)} and is ${JSON.stringify(found)}`;
  });
  const added = [...now].filter((path) => !before.has(path)).map((path) => `${name(path)} is new`);
  return [...read, ...changed, ...added].filter((text) => text !== '');
}

function pathsBelow(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return [folder, ...names.map((name) => join(folder, name))];
  } catch {
    return [];
  }
}

function factsOf(path: string) {
  const { mode, uid, gid, ino, size, rdev } = lstatSync(path);
  const isFolder = (mode & 0o170000) === 0o040000;
  return { mode: mode.toString(8), uid, gid, ino, size: isFolder ? 0 : size, rdev };
}

function contentOf(path: string): string {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return readlinkSync(path);
  return found.isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : '';
}

/**
 * Tells whether the file was read, or the folder listed, since its times were set. Links do not count:
 * reading their target reads them.
 */
function accessed(path: string): boolean {
  try {
    const found = lstatSync(path);
    return !found.isSymbolicLink() && found.atimeMs !== LONG_AGO.getTime();
  } catch {
    return false;
  }
}

function readIsSeen(path: string): boolean {
  readFileSync(path);
  return accessed(path);
}
