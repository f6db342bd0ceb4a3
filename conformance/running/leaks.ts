import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessSeen } from '../calling/caller.ts';
import { type FileSeen, passOver } from './snapshot.ts';

/** Files that are searched for the token are not larger, bytes. */
const SEARCHED_LIMIT = 4_000_000;

/** Where the token lies open: `stdout`, `stderr`, or the path of a file below `root`. */
export async function leaksOf(
  token: string,
  { stdout, stderr }: Pick<ProcessSeen, 'stdout' | 'stderr'>,
  root: string,
  files: readonly FileSeen[],
): Promise<readonly string[]> {
  const printed = Object.entries({ stdout, stderr }).flatMap(([name, { text }]) =>
    text.includes(token) ? [name] : [],
  );
  const kept = files.filter(({ kind, bytes }) => kind === 'file' && bytes <= SEARCHED_LIMIT);
  const found = await Promise.all(
    kept.map(async ({ path }) => {
      const bytes = await readFile(join(root, path)).catch(passOver('ENOENT', 'EACCES'));
      return bytes?.includes(token) ? [path] : [];
    }),
  );
  return [...printed, ...found.flat()];
}
