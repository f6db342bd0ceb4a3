import { crc32 } from 'node:zlib';
import { type Block, type BlockBuffers, blocks, OpenBlock } from './blocks.ts';
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

/** Settings of the compression of a block. */
type Compressing = { readonly method: Method } & Pick<Packing, 'level' | 'buffers'>;

/** Compresses a block, on another thread if it is large, and gives its buffer back. */
function pending(block: Block, { method, level, buffers }: Compressing): PendingBlock {
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
  return { bytes, size, crc };
}

/** Compresses a block on this thread, and gives its buffer back. */
function compressed(block: Block, { method, level, buffers }: Compressing): PackedBlock {
  const bytes = compressHere(block, method, level);
  const done = { bytes, size: block.bytes.length, crc: crc32(block.bytes) };
  buffers.giveBack(block);
  return done;
}

/**
 * Compresses a content block by block, each on another thread. The next block is made meanwhile, so the
 * consumer decides how many are under way.
 */
export async function* packed(
  { content, method, last = true }: Unpacked,
  { level, buffers, pause }: Packing,
): AsyncGenerator<PendingBlock, void, undefined> {
  for await (const block of blocks(content, { buffers, pause, last }))
    yield pending(block, { method, level, buffers });
}

/** Compresses a content on this thread, to the same blocks. */
export async function* packedHere(
  { content, method, last = true }: Unpacked,
  { level, buffers, pause }: Packing,
): AsyncGenerator<PackedBlock, void, undefined> {
  for await (const block of blocks(content, { buffers, pause, last }))
    yield compressed(block, { method, level, buffers });
}

/** Compresses the bytes that it is given, to the same blocks. */
export class Packer<T extends PendingBlock> {
  readonly #open: OpenBlock;
  readonly #compressing: Compressing;
  readonly #compress: (block: Block, compressing: Compressing) => T;
  readonly #done: (block: T) => void;

  private constructor(
    compressing: Compressing,
    compress: (block: Block, compressing: Compressing) => T,
    done: (block: T) => void,
  ) {
    this.#open = new OpenBlock(compressing.buffers);
    this.#compressing = compressing;
    this.#compress = compress;
    this.#done = done;
  }

  /** A packer that compresses on other threads, and hands over each block at once. */
  static pending(to: Compressing, done: (block: PendingBlock) => void): Packer<PendingBlock> {
    return new Packer(to, pending, done);
  }

  /** A packer that compresses on this thread. */
  static here(to: Compressing, done: (block: PackedBlock) => void): Packer<PackedBlock> {
    return new Packer(to, compressed, done);
  }

  /** Adds the bytes from one place to another one; they are copied. */
  add(bytes: Buffer, from: number, to: number): void {
    for (let at = from; at < to; ) {
      if (this.#open.isFull) this.#next(false);
      at += this.#open.fill(bytes, at, to);
    }
  }

  /** @param last false for a part that is followed by another one. */
  end(last: boolean): void {
    if (last || !this.#open.isEmpty) this.#next(last);
  }

  #next(last: boolean): void {
    this.#done(this.#compress(this.#open.take(last), this.#compressing));
  }
}
