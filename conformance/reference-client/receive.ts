import { createWriteStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Failure } from './failure.ts';
import type { Answer, Waiting } from './parts.ts';
import { wholeBody } from './whole-body.ts';

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
export async function receive(answer: Answer, file: string, waiting: Waiting): Promise<void> {
  const { body, headers } = answer;
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  const unpack = unpackers[encoding];
  if (unpack === undefined) {
    body.destroy();
    throw new Failure(`expected the export as it is or in gzip, got it in ${encoding.slice(0, 40)}`);
  }
  await wholeBody(answer, waiting, {
    what: 'the export',
    read: (seen) => {
      body.on('data', seen);
      return pipeline(body, unpack(), createWriteStream(file), { signal: waiting.signal });
    },
  });
}
