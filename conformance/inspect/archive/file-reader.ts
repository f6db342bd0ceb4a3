import { RandomAccessReader } from 'yauzl';
import type { ReadableHandle } from './readable-handle.ts';

/** One read of the disk; large enough that inflating, not reading, is the work. */
const CHUNK_BYTES = 256 * 1024;

/** The directory is read in steps of a few dozen bytes; one block serves some hundred of them. */
const BLOCK_BYTES = 64 * 1024;

/** Bytes in memory as an open file. */
export function handleOfBytes(bytes: Buffer): ReadableHandle {
  return {
    stat: async () => ({ isFile: () => true, size: bytes.length }),
    read: async (buffer, offset, length, position) => ({
      bytesRead: bytes.copy(buffer, offset, position, Math.min(bytes.length, position + length)),
    }),
    close: async () => {},
  };
}

/**
 * Reads a file at any place. Positions count from `base`, so that an archive behind other bytes reads like
 * one that stands alone.
 */
export class FileReader extends RandomAccessReader {
  readonly #handle: ReadableHandle;
  readonly #base: number;
  /** Bytes from `base` to the end of the archive. */
  readonly size: number;
  #block: Buffer = Buffer.alloc(0);
  #blockStart = 0;

  constructor(handle: ReadableHandle, base: number, size: number) {
    super();
    this.#handle = handle;
    this.#base = base;
    this.size = size;
  }

  override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null) => void,
  ): void {
    this.bytesAt(position, length).then(
      (bytes) => {
        bytes.copy(target, offset);
        done(bytes.length < length ? new Error('unexpected end of file') : null);
      },
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  }

  /** Reads at most `length` bytes at `position`: fewer at the end of the file, none beyond it. */
  async bytesAt(position: number, length: number): Promise<Buffer> {
    if (!(position >= 0 && position < this.size)) return Buffer.alloc(0);
    const wanted = Math.min(length, this.size - position);
    const held = position >= this.#blockStart && position + wanted <= this.#blockStart + this.#block.length;
    if (!held) {
      this.#block = await this.#fill(position, Math.max(wanted, Math.min(BLOCK_BYTES, this.size - position)));
      this.#blockStart = position;
    }
    const from = position - this.#blockStart;
    return this.#block.subarray(from, from + wanted);
  }

  /** The bytes from `start` to `end`, exclusive, in chunks; ends early where the file does. */
  async *chunks(start: number, end: number): AsyncGenerator<Buffer> {
    for (let position = start; position < end; ) {
      const chunk = await this.#fill(position, Math.min(CHUNK_BYTES, end - position));
      if (chunk.length === 0) return;
      position += chunk.length;
      yield chunk;
    }
  }

  async #fill(position: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.#handle.read(buffer, 0, length, this.#base + position);
    return buffer.subarray(0, bytesRead);
  }
}
