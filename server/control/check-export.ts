import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Call, ControlError, type Handler } from './call.ts';

/** The maximum size of an export that is sent to be checked, bytes. */
const MOST_BYTES = 1024 ** 3;

/** The servers that check an export now. A check may need much memory, so each server does one at a time. */
const busy = new WeakSet<Call['sessions']>();

/** Checks the export in the body. The file is removed afterwards. */
export const checkUpload: Handler = async (call) => {
  const { sessions, body, signal } = call;
  const { checkExport } = sessions;
  if (checkExport === undefined)
    throw new ControlError(
      501,
      'This server was started by a program without the check: use engage-export check --laws FILE.',
    );
  if (!(body instanceof Readable))
    throw new ControlError(
      400,
      'expected an export as the body, with Content-Type: application/zip, got none.',
    );
  if (call.announcedBytes > MOST_BYTES) throw tooLarge();
  if (busy.has(sessions))
    throw new ControlError(429, 'Another export is being checked: try again when it is over.', {
      headers: { 'retry-after': '1' },
    });
  busy.add(sessions);
  try {
    const folder = await mkdtemp(join(tmpdir(), 'engage-export-check-'));
    try {
      const path = join(folder, 'export.zip');
      await receive(body, path, signal);
      return { status: 200, body: await checkExport(path, signal) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } finally {
    busy.delete(sessions);
  }
};

/** Writes the body to a file. */
async function receive(body: Readable, path: string, signal: AbortSignal): Promise<void> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  await pipeline(body, atMost(MOST_BYTES), file, { signal });
}

/** The rest of the body is not read, so the connection ends. */
function tooLarge(): ControlError {
  const text = 'expected an export of at most 1 GiB, got a larger one: use engage-export check.';
  return new ControlError(413, text, { headers: { connection: 'close' } });
}

/** Passes bytes on, up to a limit. */
function atMost(most: number) {
  return async function* (parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const part of parts) {
      bytes += part.length;
      if (bytes > most) throw tooLarge();
      yield part;
    }
  };
}
