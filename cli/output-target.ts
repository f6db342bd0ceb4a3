import { constants, type Stats } from 'node:fs';
import { access, lstat, readlink, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { cannotWrite } from './output-error.ts';

/** The place that an output goes to, once links are resolved. */
export type OutputTarget =
  | { readonly kind: 'stdout' }
  /** A file that this process has open already, as `/dev/fd/3`. */
  | { readonly kind: 'open'; readonly fd: number }
  /** A device or a FIFO: it is written to and stays what it is. */
  | { readonly kind: 'special'; readonly path: string }
  /** A regular file: a new one has no `stats`. */
  | { readonly kind: 'file'; readonly path: string; readonly stats: Stats | undefined };

/** Systems follow no more links than that one after the other. */
const MOST_LINKS = 40;
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
  if (!stats.isFile()) return { kind: 'special', path: file };
  return { kind: 'file', path: await realpath(file), stats };
}

/** The path that is to be made: of a link that leads to nothing, that where it leads. */
async function endOfLinks(file: string): Promise<string> {
  let path = resolve(file);
  for (let links = 0; links < MOST_LINKS; links++) {
    const found = await lstat(path).catch(undefinedIfAbsent);
    if (!found?.isSymbolicLink()) return path;
    path = resolve(dirname(path), await readlink(path));
  }
  throw systemError('ELOOP');
}

function undefinedIfAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
