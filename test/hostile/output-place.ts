import { spawnSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import type { User } from './users.ts';

/** A comment, so that it can be a list of known failures. */
export const OLD = '# what was there before\n';
export const NOW = '2024-06-19T12:00:00Z';

/** A place that a command is told to write to, and what may become of it. */
export interface Target {
  readonly name: string;
  /** Makes it in this folder and returns its name there; undefined where it cannot be made. */
  make(folder: string, user: User): Promise<string | undefined>;
  /** How the command ends: 0 when it can write there. */
  readonly codes?: readonly number[];
  /** What has to hold afterwards in that folder, whether or not it was written; tells what does not. */
  readonly after?: (folder: string, isWritten: boolean) => readonly string[];
  /** A device, a pipe, or a file that is open already. */
  readonly isStream?: boolean;
  /** Names that may appear in the folder besides the one that was given. */
  readonly makes?: readonly string[];
  /** Only root, or only somebody else, meets it. */
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
