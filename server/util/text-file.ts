import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** The maximum size of a text file, bytes. */
const MAX_BYTES = 64 * 1024 ** 2;

/**
 * Reads a text from a file or a pipe.
 *
 * @param path The path that a user has given.
 * @throws {Error} (as a rejection) a system error when the path cannot be read; `EISDIR` or `EINVAL` for
 * other kinds of files, and `EFBIG` for more than 64 MiB.
 */
export async function readTextFile(path: string): Promise<string> {
  const stats = await stat(path);
  if (!stats.isFile() && !stats.isFIFO())
    throw failure(stats.isDirectory() ? 'EISDIR' : 'EINVAL', `expected a file, got ${path}`);
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of createReadStream(path)) {
    parts.push(part as Buffer);
    bytes += (part as Buffer).length;
    if (bytes > MAX_BYTES) throw failure('EFBIG', `expected at most ${MAX_BYTES} bytes, got more in ${path}`);
  }
  return Buffer.concat(parts).toString('utf8');
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}
