import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The place to write to cannot be written to. Its message says which and why. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** Writes the whole body to a file, or to stdout when the name is `-`. The file appears under its name when it is complete, and not at all when anything goes wrong or the signal comes. */
export async function writeOutput(
  file: string,
  body: AsyncIterable<Buffer>,
  signal: AbortSignal,
): Promise<void> {
  if (file === '-') return writeStdout(body, signal);
  const partial = join(dirname(file), `.${basename(file)}.${process.pid}.partial`);
  const handle = await open(partial, 'wx').catch((error: unknown) => fail(file, error));
  try {
    await fill(handle, body, file).finally(() => handle.close());
    signal.throwIfAborted();
    await rename(partial, file).catch((error: unknown) => fail(file, error));
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function fill(handle: FileHandle, body: AsyncIterable<Buffer>, file: string): Promise<void> {
  for await (const bytes of body) {
    for (let from = 0; from < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, from).catch((error: unknown) => fail(file, error));
      from += bytesWritten;
    }
  }
}

async function writeStdout(body: AsyncIterable<Buffer>, signal: AbortSignal): Promise<void> {
  try {
    await pipeline(Readable.from(body, { objectMode: false }), process.stdout, { signal, end: false });
  } catch (error) {
    if (isSystemError(error)) fail('stdout', error);
    throw error;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

/** Throws what says that a place cannot be written to; `flag` names the place. */
export function cannotWrite(place: string, error: unknown, flag: string): never {
  const reason = error instanceof Error ? error.message : String(error);
  throw new OutputError(`expected to write to ${place}, got '${reason}': choose another place with ${flag}.`);
}

function fail(place: string, error: unknown): never {
  return cannotWrite(place, error, '-o');
}
