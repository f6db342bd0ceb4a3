/**
 * The size of a block; each block is compressed independently. Deflate finds repetitions only inside one
 * block, so the data grow by 0.9 % at this size; in return, several blocks can be compressed at the same
 * time.
 */
export const BLOCK_BYTES = 512 * 1024;

/** A part of a member's content: `BLOCK_BYTES` of it, or less at the end. */
export interface Block {
  readonly bytes: Buffer;
  /** True if this is the end of the content. An empty content is one empty block. */
  readonly last: boolean;
}

/**
 * A chunk without bytes that ends the current block of a content. The bytes on both sides of it are
 * compressed independently of each other, so that they can be compressed anywhere.
 */
export const CUT = Buffer.alloc(0);

/** A pool of buffers of `BLOCK_BYTES`, so that memory stays constant for any amount of data. */
export class BlockBuffers {
  readonly #free: ArrayBufferLike[] = [];

  take(): Buffer {
    return Buffer.from(this.#free.pop() ?? new ArrayBuffer(BLOCK_BYTES));
  }

  /** Returns the buffer of a block to the pool. The block's bytes must not be used afterwards. */
  giveBack(block: Block): void {
    this.#free.push(block.bytes.buffer);
  }
}

/** A content, or a part of one, that is split into blocks. */
export interface Blocking {
  readonly buffers: BlockBuffers;
  /** Awaited before each chunk is pulled; may throw. */
  readonly pause: () => Promise<void>;
  /**
   * False for a part that is followed by another one. It has no last block, and none at all if it is empty.
   *
   * @default true
   */
  readonly last?: boolean;
}

/** The block that is being filled. */
export class OpenBlock {
  readonly #buffers: BlockBuffers;
  #bytes: Buffer | undefined;
  #used = 0;

  constructor(buffers: BlockBuffers) {
    this.#buffers = buffers;
  }

  get isEmpty(): boolean {
    return this.#used === 0;
  }

  get isFull(): boolean {
    return this.#used === BLOCK_BYTES;
  }

  /** Copies as many bytes as fit, from one place to another one. Returns their number. */
  fill(chunk: Buffer, from: number, to: number): number {
    this.#bytes ??= this.#buffers.take();
    const copied = chunk.copy(this.#bytes, this.#used, from, to);
    this.#used += copied;
    return copied;
  }

  /** The block as far as it is filled. The next bytes are those of a new one. */
  take(last: boolean): Block {
    const bytes = (this.#bytes ?? this.#buffers.take()).subarray(0, this.#used);
    this.#bytes = undefined;
    this.#used = 0;
    return { bytes, last };
  }
}

/**
 * Splits content into blocks of one size, so that the archive depends only on the bytes of the content and
 * its cuts, and not on its chunks.
 */
export async function* blocks(
  content: Iterable<Buffer> | AsyncIterable<Buffer>,
  { buffers, pause, last = true }: Blocking,
): AsyncGenerator<Block, void, undefined> {
  const open = new OpenBlock(buffers);
  await pause();
  for await (const chunk of content) {
    if (chunk === CUT && !open.isEmpty) yield open.take(false);
    for (let from = 0; from < chunk.length; ) {
      if (open.isFull) yield open.take(false);
      from += open.fill(chunk, from, chunk.length);
    }
    await pause();
  }
  if (last || !open.isEmpty) yield open.take(last);
}
