import { spawnSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import type { User } from './users.ts';

/** The old content: a comment, which is also a valid list of known failures. */
export const OLD = '# what was there before\n';
export const NOW = '2024-06-19T12:00:00Z';

/** An output of a command, and the accepted results. */
export interface Target {
  readonly name: string;
  /** Creates the output in this folder and returns its name; undefined where it cannot be created. */
  make(folder: string, user: User): Promise<string | undefined>;
  /** The accepted exit codes: 0 when the command can write there. */
  readonly codes?: readonly number[];
  /** Returns the violated conditions after the command, whether or not it wrote the output. */
  readonly after?: (folder: string, isWritten: boolean) => readonly string[];
  /** True if it is a device, a pipe, or a file that is already open. */
  readonly isStream?: boolean;
  /** Names of further files that may appear in the folder. */
  readonly makes?: readonly string[];
  /** The user to whom the attack is limited. */
  readonly who?: 'root' | 'ordinary';
}

export const mode = (path: string): string => (lstatSync(path).mode & 0o7777).toString(8);
export const is = (what: string, found: unknown, expected: unknown): readonly string[] =>
  found === expected ? [] : [`${what}: expected ${String(expected)}, got ${String(found)}`];
export const content = (path: string): string => readFileSync(path, 'latin1');
export const isNew = (path: string): readonly string[] =>
  content(path) === OLD ? [`${path} was not written`] : [];
export const isOld = (path: string): readonly string[] => is('content', content(path), OLD);
export const kind = (path: string): string => {
  const found = lstatSync(path);
  if (found.isFile()) return 'file';
  if (found.isSymbolicLink()) return 'link';
  if (found.isDirectory()) return 'folder';
  if (found.isFIFO()) return 'fifo';
  return found.isCharacterDevice() ? 'device' : 'other';
};
export const isThere = (path: string): readonly string[] =>
  lstatSync(path, { throwIfNoEntry: false }) === undefined ? [`${path} is gone`] : [];
export const mknod = (path: string, minor: number): boolean =>
  spawnSync('mknod', ['-m', '666', path, 'c', '1', String(minor)]).status === 0;
