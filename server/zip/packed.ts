import { crc32 } from 'node:zlib';
import { type BlockBuffers, blocks } from './blocks.ts';
import { compress, compressHere, type Method } from './compress.ts';

export type Content = Iterable<Buffer> | AsyncIterable<Buffer>;

/** A block of a member's content in the form in which the archive holds it. */
export interface PackedBlock {
  /** The compressed bytes, which end at a whole byte. */
  readonly bytes: Buffer;
  /** The bytes of the content. */
  readonly size: number;
  /** The CRC-32 of the content. */
  readonly crc: number;
}

/** A block whose compression may still be under way. */
export interface PendingBlock extends Omit<PackedBlock, 'bytes'> {
  readonly bytes: Buffer | Promise<Buffer>;
}

/** The parameters of compression. */
export interface Packing {
  /** The zlib level. */
  readonly level: number;
  readonly buffers: BlockBuffers;
  /** Awaited before each chunk of a content; may throw. */
  readonly pause: () => Promise<void>;
}

/** A content, or a part of one. */
export interface Unpacked {
  readonly content: Content;
  readonly method: Method;
  /**
   * False for a part that is followed by another one.
   *
   * @default true
   */
  readonly last?: boolean;
}

/**
 * Compresses a content block by block, each on another thread. The next block is made meanwhile, so the
 * consumer decides how many are under way.
 */
export async function* packed(
  { content, method, last = true }: Unpacked,
  { level, buffers, pause }: Packing,
): AsyncGenerator<PendingBlock, void, undefined> {
  for await (const block of blocks(content, { buffers, pause, last })) {
    const { length: size } = block.bytes;
    const crc = crc32(block.bytes);
    const bytes = compress(block, method, level);
    if (Buffer.isBuffer(bytes)) buffers.giveBack(block);
    else
      bytes.then(
        () => buffers.giveBack(block),
        // Whoever awaits the block gets the failure; this only prevents an unhandled rejection.
        () => undefined,
      );
    yield { bytes, size, crc };
  }
}

/** Compresses a content on this thread, to the same blocks. */
export async function* packedHere(
  { content, method, last = true }: Unpacked,
  { level, buffers, pause }: Packing,
): AsyncGenerator<PackedBlock, void, undefined> {
  for await (const block of blocks(content, { buffers, pause, last })) {
    const done = {
      bytes: compressHere(block, method, level),
      size: block.bytes.length,
      crc: crc32(block.bytes),
    };
    buffers.giveBack(block);
    yield done;
  }
}
