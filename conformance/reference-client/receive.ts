import { createWriteStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { connectionFailure, Failure } from './failure.ts';
import type { Answer, Waiting } from './parts.ts';

const unpackers: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  '': () => new PassThrough(),
  identity: () => new PassThrough(),
  gzip: createGunzip,
  'x-gzip': createGunzip,
};

/**
 * Writes a body to a file as bytes, piece by piece. All of it must come, by its length or its last chunk, and
 * never stop for too long.
 */
export async function receive(
  { body, headers }: Answer,
  file: string,
  { limits, signal }: Waiting,
): Promise<void> {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  const unpack = unpackers[encoding];
  if (unpack === undefined) {
    body.destroy();
    throw new Failure(`expected the export as it is or in gzip, got it in ${encoding.slice(0, 40)}`);
  }
  const stalled = new Failure(`nothing came for ${limits.stallMs / 1000} s in the middle of the export`, {
    again: true,
  });
  const timer = setTimeout(() => body.destroy(stalled), limits.stallMs);
  body.on('data', () => timer.refresh());
  try {
    await pipeline(body, unpack(), createWriteStream(file), { signal });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw connectionFailure(error, 'the export broke off');
  } finally {
    clearTimeout(timer);
  }
  if (!body.complete) throw new Failure('the export broke off before its end', { again: true });
}
