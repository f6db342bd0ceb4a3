import { randomBytes } from 'node:crypto';
import { constants, type Stats, write } from 'node:fs';
import { access, type FileHandle, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { cannotWrite, OutputError } from './output-error.ts';
import { type OutputTarget, outputTarget } from './output-target.ts';
import { printBytes } from './standard-streams.ts';

export { OutputError };

/** The content of an output, in parts. */
type Body = AsyncIterable<Buffer> | Iterable<Buffer>;

/** Options for writing an output. */
export interface OutputOptions {
  /** Stops the write. The previous content stays. */
  readonly signal?: AbortSignal;
  /** The flag that names the output, for messages. @default `-o` */
  readonly flag?: string;
}

const { O_WRONLY, O_NONBLOCK = 0 } = constants;
/** The interval between attempts to write to a FIFO that is full or has no reader, milliseconds. */
const RETRY_MS = 10;

/**
 * Writes the whole body to the file that a flag names; `-` is stdout. A regular file is replaced only when
 * the new content is complete. It keeps its mode and owner, and its old content after an error or an abort.
 * Links are followed. Devices, FIFOs and open files are written in place. Rejects with an `OutputError`.
 */
export async function writeOutput(file: string, body: Body, options: OutputOptions = {}): Promise<void> {
  const { signal = new AbortController().signal, flag = '-o' } = options;
  const target = await outputTarget(file, flag);
  try {
    if (target.kind === 'stdout') for await (const bytes of body) await printBytes(bytes, signal);
    else if (target.kind === 'file') await replace(target, body, signal);
    else await writeThrough(target, body, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (isSystemError(error)) cannotWrite(file, error, flag);
    throw error;
  }
}

/** Writes a text in the same way as `writeOutput`. */
export async function writeText(file: string, text: string, options?: OutputOptions): Promise<void> {
  await writeOutput(file, [Buffer.from(text)], options);
}

/**
 * Rejects with an `OutputError` when one of the files is not writable, or when two of them are the same file.
 * Changes nothing.
 */
export async function expectOutputs(flag: string, files: readonly string[]): Promise<void> {
  const places = new Map<string, string>();
  for (const file of files) {
    const target = await outputTarget(file, flag);
    const place = placeOf(target);
    const other = places.get(place);
    if (other !== undefined)
      throw new OutputError(
        `${flag}: expected a different file for each output, but ${other} and ${file} are the same file.`,
      );
    places.set(place, file);
  }
}

/** Returns an identity of a destination. All names of one file have the same identity. */
function placeOf(target: OutputTarget): string {
  if (target.kind !== 'file') return JSON.stringify(target);
  const { path, stats } = target;
  return stats === undefined ? path : `${stats.dev}:${stats.ino}`;
}

type FileTarget = Extract<OutputTarget, { kind: 'file' }>;

/**
 * Writes a temporary file in the same folder and renames it. Overwrites the file in place when a rename would
 * lose its hard links or its owner.
 */
async function replace({ path, stats }: FileTarget, body: Body, signal: AbortSignal): Promise<void> {
  const folder = dirname(path);
  const besides = stats === undefined || (stats.nlink === 1 && (await mayWriteTo(folder)));
  if (!besides) return overwrite(path, body, signal);
  const partial = join(folder, `.engage-export-${randomBytes(6).toString('hex')}.partial`);
  // A user without access to the old content must not read the new content.
  const handle = await open(partial, 'wx', stats === undefined ? 0o666 : 0o600);
  try {
    let kept = false;
    try {
      await fill(handle, body, signal);
      kept = stats === undefined || (await keepFacts(handle, stats));
    } finally {
      await handle.close();
    }
    signal.throwIfAborted();
    if (kept) await rename(partial, path);
    else await overwrite(path, contentOf(partial), signal);
  } finally {
    await rm(partial, { force: true });
  }
}

/**
 * Gives a new file the owner and the mode of the old one. Returns false when the system does not allow it.
 */
async function keepFacts(handle: FileHandle, { uid, gid, mode }: Stats): Promise<boolean> {
  const own = await handle.stat();
  if (own.uid !== uid || own.gid !== gid) {
    const given = await handle.chown(uid, gid).then(
      () => true,
      () => false,
    );
    if (!given) return false;
  }
  await handle.chmod(mode & 0o7777);
  return true;
}

/**
 * Writes the new content to a temporary file, then overwrites the file. Restores the old content on failure.
 */
async function overwrite(path: string, body: Body, signal: AbortSignal): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'engage-export-'));
  let kept = false;
  try {
    const fresh = join(scratch, 'new');
    await writeNew(fresh, body, signal);
    await writeNew(join(scratch, 'old'), contentOf(path), signal);
    try {
      await writeOver(path, contentOf(fresh));
    } catch (error) {
      const old = join(scratch, 'old');
      const isBack = await writeOver(path, contentOf(old)).then(
        () => true,
        () => false,
      );
      if (isBack) throw error;
      kept = true;
      throw new OutputError(
        `cannot write to ${path}, and cannot restore it: its previous content is in ${old}.`,
      );
    }
  } finally {
    if (!kept) await rm(scratch, { recursive: true, force: true });
  }
}

async function writeNew(path: string, body: Body, signal: AbortSignal): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  await fill(handle, body, signal).finally(() => handle.close());
}

async function writeOver(path: string, body: Body): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.truncate(await fill(handle, body, new AbortController().signal));
  } finally {
    await handle.close();
  }
}

async function* contentOf(path: string): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r');
  yield* handle.createReadStream();
}

async function mayWriteTo(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Writes to a device, a FIFO, or a file that is already open. */
async function writeThrough(
  target: Exclude<OutputTarget, { kind: 'file' | 'stdout' }>,
  body: Body,
  signal: AbortSignal,
): Promise<void> {
  if (target.kind === 'open') return fillOpen(target.fd, body, signal);
  const handle = await openSpecial(target, signal);
  await fill(handle, body, signal).finally(() => handle.close());
}

/** Writes to a file that another process opened, from its current position. The file stays open. */
async function fillOpen(fd: number, body: Body, signal: AbortSignal): Promise<void> {
  for await (const bytes of body)
    for (let from = 0; from < bytes.length; ) {
      signal.throwIfAborted();
      const count = await writeTo(fd, bytes, from, bytes.length - from, null).then(
        ({ bytesWritten }) => bytesWritten,
        zeroIfFull,
      );
      if (count === 0) await sleep(RETRY_MS, undefined, { signal });
      from += count;
    }
}

const writeTo = promisify(write);

/** Opens without blocking in a system call, so that signals are handled. Retries a FIFO without a reader. */
async function openSpecial(
  { path, isFifo }: Extract<OutputTarget, { kind: 'special' }>,
  signal: AbortSignal,
): Promise<FileHandle> {
  for (;;) {
    try {
      return await open(path, O_WRONLY | O_NONBLOCK);
    } catch (error) {
      if (!isFifo || !isSystemError(error) || error.code !== 'ENXIO') throw error;
      await sleep(RETRY_MS, undefined, { signal });
    }
  }
}

/** Writes the whole body. Returns the number of bytes. */
async function fill(handle: FileHandle, body: Body, signal: AbortSignal): Promise<number> {
  let written = 0;
  for await (const bytes of body) {
    for (let from = 0; from < bytes.length; ) {
      signal.throwIfAborted();
      const count = await handle.write(bytes, from).then(({ bytesWritten }) => bytesWritten, zeroIfFull);
      if (count === 0) await sleep(RETRY_MS, undefined, { signal });
      from += count;
    }
    written += bytes.length;
  }
  signal.throwIfAborted();
  return written;
}

/** Returns 0 for the error of a full FIFO. */
function zeroIfFull(error: NodeJS.ErrnoException): number {
  if (error.code !== 'EAGAIN') throw error;
  return 0;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
