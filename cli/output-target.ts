import { constants, type Stats } from 'node:fs';
import { access, lstat, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { cannotWrite } from './output-error.ts';

/** The destination of an output, with links resolved. */
export type OutputTarget =
  | { readonly kind: 'stdout' }
  /** A file that is already open in this process, such as `/dev/fd/3`. */
  | { readonly kind: 'open'; readonly fd: number }
  /** A device or a FIFO. It is written in place, not replaced. */
  | { readonly kind: 'special'; readonly path: string; readonly isFifo: boolean }
  /** A regular file. `stats` is undefined for a new file. */
  | { readonly kind: 'file'; readonly path: string; readonly stats: Stats | undefined };

/** The maximum number of consecutive links that operating systems follow. */
const MOST_LINKS = 40;
/** Paths of files that are open in this process. */
const OPEN_FILE = /^\/(?:dev|proc\/(?:self|(\d{1,10})))\/fd\/(\d{1,5})$/;

/**
 * Inspects the destination of an output without changing it. Rejects with an `OutputError` when it is not
 * writable.
 */
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

/**
 * Returns the descriptor of the open file of this process that a path names; undefined for every other path.
 * Writing continues at the current position for every kind of file, because a shell can redirect stdout to a
 * file.
 */
function openFileOf(path: string): number | undefined {
  if (path === '/dev/stdout') return 1;
  if (path === '/dev/stderr') return 2;
  const [, pid, fd] = OPEN_FILE.exec(path) ?? [];
  return fd === undefined || Number(pid ?? process.pid) !== process.pid ? undefined : Number(fd);
}

/** Returns the path and every path that its links lead to. */
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

/**
 * Returns the path to create, in its real folder. For a link to a missing file, that is the target of the
 * link. The operating system resolves the folder, because `link/..` is not the folder that holds the link.
 */
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
