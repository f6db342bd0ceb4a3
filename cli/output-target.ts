import { constants, type Stats } from 'node:fs';
import { access, lstat, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { cannotWrite } from './output-error.ts';

/** The place that an output goes to, once links are resolved. */
export type OutputTarget =
  | { readonly kind: 'stdout' }
  /** A file that this process has open already, as `/dev/fd/3`. */
  | { readonly kind: 'open'; readonly fd: number }
  /** A device or a FIFO: it is written to and stays what it is. */
  | { readonly kind: 'special'; readonly path: string; readonly isFifo: boolean }
  /** A regular file: a new one has no `stats`. */
  | { readonly kind: 'file'; readonly path: string; readonly stats: Stats | undefined };

/** Systems follow no more links than that one after the other. */
const MOST_LINKS = 40;
/** Names of a file that this process has open. */
const OPEN_FILE = /^\/(?:dev|proc\/(?:self|(\d{1,10})))\/fd\/(\d{1,5})$/;

/** Looks at the place that an output goes to. Rejects with an `OutputError` when it cannot be written; nothing is changed. */
export async function outputTarget(file: string, flag: string): Promise<OutputTarget> {
  if (file === '-') return { kind: 'stdout' };
  const fd = (await linksOf(file)).map(openFileOf).find((number) => number !== undefined);
  if (fd !== undefined) return fd === 1 ? { kind: 'stdout' } : { kind: 'open', fd };
  try {
    return await targetOf(file);
  } catch (error) {
    return cannotWrite(file, error, flag);
  }
}

async function targetOf(file: string): Promise<OutputTarget> {
  const stats = await stat(file).catch(undefinedIfAbsent);
  if (stats === undefined) {
    const path = await endOfLinks(file);
    await access(dirname(path), constants.W_OK | constants.X_OK);
    return { kind: 'file', path, stats };
  }
  if (stats.isDirectory()) throw systemError('EISDIR');
  if (stats.isSocket()) throw systemError('ENXIO');
  await access(file, constants.W_OK);
  if (!stats.isFile()) return { kind: 'special', path: file, isFifo: stats.isFIFO() };
  return { kind: 'file', path: await realpath(file), stats };
}

/** The number of the open file of this process that a path names; undefined for every other path. It is written on where it stands, whatever it is: a shell may have sent stdout to a file. */
function openFileOf(path: string): number | undefined {
  if (path === '/dev/stdout') return 1;
  if (path === '/dev/stderr') return 2;
  const [, pid, fd] = OPEN_FILE.exec(path) ?? [];
  return fd === undefined || Number(pid ?? process.pid) !== process.pid ? undefined : Number(fd);
}

/** The paths that a path leads through, one link after the other. */
async function linksOf(file: string): Promise<readonly string[]> {
  const paths = [resolve(file)];
  for (let links = 0; links < MOST_LINKS; links++) {
    const path = paths.at(-1) ?? '';
    const target = await readlink(path).catch(() => undefined);
    if (target === undefined) break;
    paths.push(resolve(dirname(path), target));
  }
  return paths;
}

/** The path that is to be made, in its real folder: of a link that leads to nothing, that where it leads. The system resolves the folder, since `link/..` is not the folder that the link stands in. */
async function endOfLinks(file: string): Promise<string> {
  let path = file;
  for (let links = 0; links < MOST_LINKS; links++) {
    const folder = await realpath(dirname(path));
    path = join(folder, basename(path));
    const found = await lstat(path).catch(undefinedIfAbsent);
    if (!found?.isSymbolicLink()) return path;
    const target = await readlink(path);
    path = isAbsolute(target) ? target : `${folder}${sep}${target}`;
  }
  throw systemError('ELOOP');
}

function undefinedIfAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
