import type { FileHandle } from 'node:fs/promises';
import type { FoundEntry } from '../sandbox/look.ts';
import { READ_AT_ONCE } from '../sandbox/snapshot.ts';

/** A file in the output folder of a client. */
export interface LeftFile extends Pick<FoundEntry, 'bytes' | 'written' | 'read'> {
  /** Below the output folder, with `/` between folders. */
  readonly path: string;
  /** Opens it for reading; whoever calls it closes it. Rejects when something else stands there by now. */
  open(): Promise<FileHandle>;
  /** SHA-256 in hexadecimal; undefined or `''` when it was not computed. */
  readonly digest?: string;
}

/** An entry of an output folder. */
export type OutputEntry = FoundEntry & Pick<LeftFile, 'digest'>;

/** Names of files that are not ready yet. */
const UNFINISHED = /\.(?:part|partial|tmp|temp|download|crdownload|incomplete)(?:\/|$)|(?:^|\/)\.[^/]/i;

/** Tells whether a path says that the file, or a folder above it, is not ready yet. */
export function isUnfinished(path: string): boolean {
  return UNFINISHED.test(path);
}

/** The files that a client has left as finished, in the order of their paths. */
export function leftFiles(entries: readonly OutputEntry[]): readonly LeftFile[] {
  return entries.filter(({ kind, path }) => kind === 'file' && !isUnfinished(path));
}

/** The first bytes of a file. */
export async function headOf(
  { open, read }: Pick<LeftFile, 'open' | 'read'>,
  bytes: number,
): Promise<Buffer> {
  if (bytes <= READ_AT_ONCE) return read(bytes);
  const handle = await open();
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The content of a file, as far as it was when it was found. */
export async function* contentOf({ open, read, bytes }: LeftFile): AsyncGenerator<Buffer> {
  if (bytes <= READ_AT_ONCE) {
    const content = read(bytes);
    if (content.length > 0) yield content;
    return;
  }
  const handle = await open();
  yield* handle.createReadStream({ end: bytes - 1 });
}
