import picomatch from 'picomatch';
import { headOf } from '../compare/output-files.ts';
import type { ProcessObservation } from '../model/process.ts';
import type { FileThere } from '../sandbox/snapshot.ts';

/** The maximum size of a file that is searched for the token, bytes. */
const SEARCHED_LIMIT = 4_000_000;

/** The folder that a client has as its `HOME`, below that of the case. */
const HOME = 'a/work/';

/**
 * The places where the token is visible: `stdout`, `stderr`, or the path of a file. A file that cannot be
 * read is not searched. The client may keep it in `tokenFiles`, globs below its `HOME`.
 */
export async function leaksOf(
  token: string,
  { stdout, stderr }: Pick<ProcessObservation, 'stdout' | 'stderr'>,
  files: readonly FileThere[],
  tokenFiles: readonly string[] = [],
): Promise<readonly string[]> {
  const found = Object.entries({ stdout, stderr }).flatMap(([name, { text }]) =>
    text.includes(token) ? [name] : [],
  );
  const isItsPlace = picomatch([...tokenFiles], { dot: true });
  for (const file of files) {
    if (file.path.startsWith(HOME) && isItsPlace(file.path.slice(HOME.length))) continue;
    if (file.kind !== 'file' || file.bytes === 0 || file.bytes > SEARCHED_LIMIT) continue;
    const bytes = await headOf(file, file.bytes).catch(() => undefined);
    if (bytes?.includes(token)) found.push(file.path);
  }
  return found;
}
