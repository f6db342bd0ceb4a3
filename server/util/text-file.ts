import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** Nobody writes a longer one, bytes. */
const MOST_BYTES = 64 * 1024 ** 2;

/**
 * Reads a text that a person has named: a file or a pipe, and nothing that never ends. Rejects with a system error
 * when there is nothing, and with `EINVAL` or `EFBIG` when it is something else or longer than 64 MiB.
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
    if (bytes > MOST_BYTES)
      throw failure('EFBIG', `expected at most ${MOST_BYTES} bytes, got more in ${path}`);
  }
  return Buffer.concat(parts).toString('utf8');
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}
