import { spawnSync } from 'node:child_process';
import { chown, cp, mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The ids of the user `nobody` on most systems. */
const NOBODY = 65_534;

/** A user who runs the commands. */
export interface User {
  readonly name: string;
  /** Undefined for the user who runs the suite. */
  readonly uid?: number;
  readonly gid?: number;
}

/** The users for the attacks: root and an ordinary user when root runs the suite. */
export function usersHere(): readonly User[] {
  const isRoot = process.getuid?.() === 0;
  const ordinary: User = isRoot
    ? { name: 'an ordinary user', uid: NOBODY, gid: NOBODY }
    : { name: 'an ordinary user' };
  return isRoot ? [{ name: 'root' }, ordinary] : [ordinary];
}

/**
 * Returns a folder with the compiled package that this user may read: the project, or a copy in `scratch`.
 */
export async function installedFor(user: User, scratch: string): Promise<string> {
  const main = join(ROOT, 'dist/cli/main.js');
  const mayRead = spawnSync('test', ['-r', main], { uid: user.uid, gid: user.gid }).status === 0;
  if (mayRead) return ROOT;
  const copy = join(scratch, 'package');
  const listed = spawnSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const folders = listed.stdout.split('\n').filter((line) => line.includes('node_modules'));
  await mkdir(copy, { recursive: true });
  for (const folder of [...folders, join(ROOT, 'dist'), join(ROOT, 'docs'), join(ROOT, 'package.json')])
    await cp(folder, join(copy, relative(ROOT, folder)), { recursive: true });
  return copy;
}

/** Makes a folder that belongs to this user. */
export async function folderOf(user: User, path: string): Promise<string> {
  await mkdir(path, { recursive: true });
  if (user.uid !== undefined && user.gid !== undefined) await chown(path, user.uid, user.gid);
  return path;
}

/** Writes a file that belongs to this user. */
export async function fileOf(
  user: User,
  path: string,
  content: string | Buffer,
  mode = 0o644,
): Promise<string> {
  await writeFile(path, content, { mode });
  if (user.uid !== undefined && user.gid !== undefined) await chown(path, user.uid, user.gid);
  return path;
}
