import type { ByteSink } from '../csv/index.ts';
import {
  BLOCK_BYTES,
  type Method,
  type PackedBlock,
  Packer,
  type Packing,
  type PendingBlock,
} from '../zip/index.ts';

/** The memory that the kept parts of several exports may use together. */
export class KeptBytes {
  #free: number;

  /** @param bytes the maximum; 0 keeps nothing. */
  constructor(bytes: number) {
    this.#free = bytes;
  }

  /** The bytes that are not in use; negative when the last part was larger than expected. */
  get free(): number {
    return this.#free;
  }

  /** @param bytes a negative number gives them back. */
  take(bytes: number): void {
    this.#free -= bytes;
  }
}

/** The memory of all exports of a process: the versions of messages in an export of 100 MB. */
export const keptBytes = new KeptBytes(8 * 1024 * 1024);

/** A part of a CSV that is compressed while another CSV is read, and kept until it is wanted. */
export class KeptPart implements ByteSink, Disposable {
  readonly #budget: KeptBytes;
  readonly #packer: Packer<PackedBlock> | Packer<PendingBlock>;
  readonly #blocks: { -readonly [K in keyof PendingBlock]: PendingBlock[K] }[] = [];
  #taken = 0;
  #isGone = false;

  /**
   * @param budget the memory of the part; when it is used up, the part is given up.
   * @param isHere true if it is compressed on this thread.
   */
  constructor(
    budget: KeptBytes,
    packing: { readonly method: Method } & Omit<Packing, 'pause'>,
    isHere: boolean,
  ) {
    this.#budget = budget;
    const keep = (block: PendingBlock) => this.#keep(block);
    this.#packer = isHere ? Packer.here(packing, keep) : Packer.pending(packing, keep);
    this.#take(BLOCK_BYTES);
  }

  /**
   * Ends the part and returns its blocks; undefined when it was given up, so that it must be made again.
   *
   * @param last false for a part that is followed by another one.
   */
  end(last: boolean): readonly PendingBlock[] | undefined {
    if (!this.#isGone) this.#packer.end(last);
    if (this.#isGone) return undefined;
    this.#take(-BLOCK_BYTES);
    return this.#blocks;
  }

  add(bytes: Buffer, from: number, to: number): void {
    if (!this.#isGone) this.#packer.add(bytes, from, to);
  }

  /** Gives the memory back. */
  [Symbol.dispose](): void {
    this.#isGone = true;
    this.#take(-this.#taken);
  }

  #keep(block: PendingBlock): void {
    const kept = { ...block };
    this.#blocks.push(kept);
    Promise.resolve(block.bytes).then(
      (bytes) => {
        if (this.#isGone) return;
        // A copy, because the bytes lie in a larger buffer.
        kept.bytes = Buffer.from(bytes);
        this.#take(bytes.length);
      },
      // Whoever awaits the block gets the failure.
      () => undefined,
    );
    if (this.#budget.free <= 0) this[Symbol.dispose]();
  }

  #take(bytes: number): void {
    this.#taken += bytes;
    this.#budget.take(bytes);
  }
}
