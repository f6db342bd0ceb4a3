/**
 * Bytes that are compressed on their own. Deflate finds repetitions only inside one block: at this size the data grow
 * by 1.5 %, and what is gained is that blocks can be compressed at the same time.
 */
export const BLOCK_BYTES = 256 * 1024;

/** A part of a member's content: `BLOCK_BYTES` of it, or less at the end. */
export interface Block {
  readonly bytes: Buffer;
  /** The end of the content. An empty content is one empty block. */
  readonly last: boolean;
}

/** Buffers of `BLOCK_BYTES` that go round, so that memory stays flat however much is written. */
export class BlockBuffers {
  readonly #free: ArrayBufferLike[] = [];

  take(): Buffer {
    return Buffer.from(this.#free.pop() ?? new ArrayBuffer(BLOCK_BYTES));
  }

  /** Nobody may look at the block's bytes after this. */
  giveBack(block: Block): void {
    this.#free.push(block.bytes.buffer);
  }
}

/**
 * Cuts content into blocks of one size, so that the archive depends on the content's bytes only, not on the chunks
 * that it came in. `pause` is awaited before each chunk is pulled, and may throw.
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
