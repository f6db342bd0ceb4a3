import { constants, type Stats } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A file that `check` can read at any position. */
export interface CheckInput extends AsyncDisposable {
  readonly path: string;
}

/** The named input cannot be checked. The message is a sentence. */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** True when a limit was reached before the input could be checked. */
  readonly isLimit: boolean;

  constructor(message: string, isLimit = false) {
    super(message);
    this.isLimit = isLimit;
  }
}

const { O_RDONLY, O_NONBLOCK = 0 } = constants;
/** The maximum length of a stream that is copied to a temporary file, bytes. */
const MOST_SPOOLED = 64 * 1024 ** 3;
/** The longest delay of a Node.js timer, milliseconds. */
const MOST_TIMER_MS = 2 ** 31 - 1;
const CHUNK_BYTES = 256 * 1024;
/** The interval between reads of a stream that has no data, milliseconds. */
const RETRY_MS = 10;

/** The path that a shell passes for `<(…)`: a pipe that is already open for writing. */
const OPEN_FILE = /^\/(?:dev|proc\/(?:self|\d{1,10}))\/fd\/\d{1,5}$/;

/**
 * Opens the input that the user names. A regular file is opened directly. `-` and a FIFO are copied to a
 * temporary file, which is removed on disposal.
 *
 * @throws InputError for an input that is not a file, and for a stream that does not end within `maxMs`.
 * @throws a system error when nothing exists at the path.
 */
export async function openInput(name: string, stop: AbortSignal, maxMs: number): Promise<CheckInput> {
  const time = AbortSignal.timeout(Math.min(maxMs, MOST_TIMER_MS));
  try {
    return await inputOf(name, AbortSignal.any([stop, time]));
  } catch (error) {
    if (stop.aborted || !time.aborted) throw error;
    const said = `expected the stream to end within ${maxMs / 1000} s, but it is still open: raise --max-seconds.`;
    throw new InputError(said, true);
  }
}

async function inputOf(name: string, signal: AbortSignal): Promise<CheckInput> {
  if (name === '-' || name === '/dev/stdin') return spooled(standardInput(signal));
  const stats = await stat(name);
  if (stats.isFile()) return { path: name, [Symbol.asyncDispose]: async () => {} };
  if (stats.isFIFO()) return spooled(fifo(name, signal));
  throw new InputError(`expected an export ZIP, got ${kindOf(stats)}.`);
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isSocket()) return 'a socket';
  return stats.isCharacterDevice() || stats.isBlockDevice() ? 'a device' : 'a special file';
}

async function spooled(parts: AsyncIterable<Buffer>): Promise<CheckInput> {
  const folder = await mkdtemp(join(tmpdir(), 'engage-export-check-'));
  const input = {
    path: join(folder, 'export.zip'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
  try {
    const file = await open(input.path, 'wx', 0o600);
    await spool(parts, file).finally(() => file.close());
    return input;
  } catch (error) {
    await input[Symbol.asyncDispose]();
    throw error;
  }
}

async function spool(parts: AsyncIterable<Buffer>, file: FileHandle): Promise<void> {
  let bytes = 0;
  for await (const part of parts) {
    bytes += part.length;
    if (bytes > MOST_SPOOLED)
      throw new InputError(
        `expected a stream of at most ${MOST_SPOOLED} bytes, got more: save it to a file and check the file.`,
        true,
      );
    for (let from = 0; from < part.length; ) from += (await file.write(part, from)).bytesWritten;
  }
}

async function* standardInput(signal: AbortSignal): AsyncGenerator<Buffer> {
  const { stdin } = process;
  const end = (): void => void stdin.destroy();
  signal.addEventListener('abort', end, { once: true });
  try {
    for await (const part of stdin) yield part as Buffer;
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** Reads a FIFO without blocking in a system call, so that signals are handled. */
async function* fifo(path: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  const handle = await open(path, O_RDONLY | O_NONBLOCK);
  try {
    // Before a writer opens the FIFO, a read returns 0 bytes, as at the end.
    for (let begun = OPEN_FILE.test(path); ; ) {
      signal.throwIfAborted();
      const part = await readSome(handle);
      if (part !== undefined && part.length > 0) yield part;
      else if (part !== undefined && begun) return;
      else await sleep(RETRY_MS, undefined, { signal });
      begun ||= part === undefined || part.length > 0;
    }
  } finally {
    await handle.close();
  }
}

/** Reads the next bytes: an empty buffer at the end, undefined when no data is available yet. */
async function readSome(handle: FileHandle): Promise<Buffer | undefined> {
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, null);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return undefined;
    throw error;
  }
}
