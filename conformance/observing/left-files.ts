import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file in the output folder of a client. */
export interface LeftFile {
  /** Below the output folder, with `/` between folders. */
  readonly path: string;
  readonly whole: string;
  readonly bytes: number;
  /** When it was last written, Unix milliseconds. */
  readonly written: number;
}

/** Files that are looked at; a client that leaves more has gone wild. */
const MOST_FILES = 20_000;
/** Names of files that are not ready yet. */
const UNFINISHED = /\.(?:part|partial|tmp|temp|download|crdownload|incomplete)(?:\/|$)|(?:^|\/)\.[^/]/i;

/** The files that a client has left as finished, in the order of their paths; none when there is no such folder. Links are not followed. */
export async function leftFiles(folder: string): Promise<readonly LeftFile[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((whole) => ({ whole, path: whole.slice(join(folder, '/').length).replaceAll('\\', '/') }))
    .filter(({ path }) => !UNFINISHED.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .slice(0, MOST_FILES);
  const files: LeftFile[] = [];
  for (const { whole, path } of paths) {
    // What a client removes meanwhile was not left.
    const found = await stat(whole).catch(() => undefined);
    if (found !== undefined) files.push({ path, whole, bytes: found.size, written: found.mtimeMs });
  }
  return files;
}

/** The first bytes of a file. */
export async function headOf({ whole }: LeftFile, bytes: number): Promise<Buffer> {
  const handle = await open(whole, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
