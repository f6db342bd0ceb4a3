import { constants, fstatSync, type Stats } from 'node:fs';
import { access, lstat, readdir, readlink, realpath, stat } from 'node:fs/promises';
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
/** The same of any process. */
const OPEN_FILE_OF_ANY = /^\/(?:dev|proc\/(?:self|\d{1,10}))\/fd\/\d{1,5}$/;
const OPEN_FILE = /^\/(?:dev|proc\/self)\/fd\/(\d{1,5})$/;

/** Looks at the place that an output goes to. Rejects with an `OutputError` when it cannot be written; nothing is changed. */
export async function outputTarget(file: string, flag: string): Promise<OutputTarget> {
  if (file === '-' || file === '/dev/stdout') return { kind: 'stdout' };
  const fd = file === '/dev/stderr' ? '2' : OPEN_FILE.exec(file)?.[1];
  if (fd !== undefined) return fd === '1' ? { kind: 'stdout' } : { kind: 'open', fd: Number(fd) };
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
  const fd = await openFileThrough(file, stats);
  if (fd !== undefined) return fd === 1 ? { kind: 'stdout' } : { kind: 'open', fd };
  return { kind: 'file', path: await realpath(file), stats };
}

/** The number of an open file of this process that a link leads to, as `report.json` -> `/dev/stdout` does; undefined for every other file. Where a shell has sent stdout to a file, that file is written on and not replaced. */
async function openFileThrough(file: string, { dev, ino }: Stats): Promise<number | undefined> {
  const links = await linksOf(file);
  if (!links.some((path) => path === '/dev/stdout' || path === '/dev/stderr' || OPEN_FILE_OF_ANY.test(path)))
    return undefined;
  const numbers = await readdir('/dev/fd').catch(() => ['1', '2']);
  return numbers.map(Number).find((fd) => {
    try {
      const open = fstatSync(fd);
      return open.dev === dev && open.ino === ino;
    } catch {
      return false;
    }
  });
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
