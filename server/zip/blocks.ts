/**
 * The size of a block; each block is compressed independently. Deflate finds repetitions only inside one
 * block, so the data grow by 1.5 % at this size; in return, several blocks can be compressed at the same
 * time.
 */
export const BLOCK_BYTES = 256 * 1024;

/** A part of a member's content: `BLOCK_BYTES` of it, or less at the end. */
export interface Block {
  readonly bytes: Buffer;
  /** True if this is the end of the content. An empty content is one empty block. */
  readonly last: boolean;
}

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

/**
 * Splits content into blocks of one size, so that the archive depends only on the bytes of the content and
 * not on its chunks. `pause` is awaited before each chunk is pulled, and may throw.
 */
export async function* blocks(
  content: Iterable<Buffer> | AsyncIterable<Buffer>,
  buffers: BlockBuffers,
  pause: () => Promise<void>,
): AsyncGenerator<Block, void, undefined> {
  let block = buffers.take();
  let used = 0;
  await pause();
  for await (const chunk of content) {
    for (let from = 0; from < chunk.length; ) {
      if (used === BLOCK_BYTES) {
        yield { bytes: block, last: false };
        block = buffers.take();
        used = 0;
      }
      const copied = chunk.copy(block, used, from);
      from += copied;
      used += copied;
    }
    await pause();
  }
  yield { bytes: block.subarray(0, used), last: true };
}
