import picomatch from 'picomatch';
import { headOf } from '../compare/output-files.ts';
import type { ProcessObservation } from '../model/process.ts';
import { KnownContents } from '../sandbox/known-contents.ts';
import type { FileThere } from '../sandbox/snapshot.ts';
import { holdsToken } from './held-token.ts';

/** The maximum size of a file that is searched for the token, bytes. */
const SEARCHED_LIMIT = 4_000_000;

/** The folders in which a client may keep tokens, below that of the case: its `HOME` and its state folder. */
const PRIVATE = ['a/work/', 'a/state/'];

/**
 * The places where the token is visible: `stdout`, `stderr`, or the path of a file. A file that cannot be
 * read is not searched. The client may keep it in `tokenFiles`, globs below its `HOME` and its state folder.
 * `known` has the results for the files of the earlier runs.
 */
export async function leaksOf(
  token: string,
  { stdout, stderr }: Pick<ProcessObservation, 'stdout' | 'stderr'>,
  files: readonly FileThere[],
  { tokenFiles = [], known = new KnownContents() }: LeakOptions = {},
): Promise<readonly string[]> {
  const found = Object.entries({ stdout, stderr }).flatMap(([name, { text }]) =>
    holdsToken(text, token) ? [name] : [],
  );
  const isItsPlace = picomatch([...tokenFiles], { dot: true });
  for (const file of files) {
    if (PRIVATE.some((folder) => file.path.startsWith(folder) && isItsPlace(file.path.slice(folder.length))))
      continue;
    if (file.kind !== 'file' || file.bytes === 0 || file.bytes > SEARCHED_LIMIT) continue;
    const holds = await known.of(file, () => searched(file, token));
    if (holds === HOLDS) found.push(file.path);
  }
  return found;
}

interface LeakOptions {
  readonly tokenFiles?: readonly string[] | undefined;
  readonly known?: KnownContents;
}

const HOLDS = 'holds the token';

/** Resolves to undefined for a file that cannot be read. */
async function searched(file: FileThere, token: string): Promise<string | undefined> {
  const bytes = await headOf(file, file.bytes).catch(() => undefined);
  if (bytes === undefined) return undefined;
  return fileHoldsToken(bytes, token) ? HOLDS : '';
}

/** Only a file with the beginning of a signed token is read as text. */
function fileHoldsToken(bytes: Buffer, token: string): boolean {
  return bytes.includes(token) || (bytes.includes('eyJ') && holdsToken(bytes.toString('latin1'), token));
}
