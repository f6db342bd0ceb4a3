import type { PackedBlock, PendingBlock } from '../zip/index.ts';
import type { PackedPart } from './part-job.ts';

/** A part that is made. */
export interface Made {
  readonly blocks: readonly PendingBlock[];
  readonly rows: number;
  /** Gives up its memory; absent when it is in no budget. */
  readonly kept?: Disposable;
}

/** The number of blocks of a part that are compressed at the same time. */
const BLOCKS_AT_ONCE = 3;

/** A part as a thread has made it. */
export function madeOf({ bytes, blocks, rows }: PackedPart): Made {
  let at = 0;
  const all = blocks.map(({ length, size, crc }) => {
    const block = { bytes: Buffer.from(bytes, at, length), size, crc };
    at += length;
    return block;
  });
  return { blocks: all, rows };
}

/** Collects blocks, of which a few are compressed at the same time. */
export async function allOf(blocks: AsyncIterable<PendingBlock>): Promise<PackedBlock[]> {
  const pending: Promise<PackedBlock>[] = [];
  try {
    for await (const { bytes, ...rest } of blocks) {
      pending.push(Promise.resolve(bytes).then((done) => ({ bytes: done, ...rest })));
      await pending.at(-BLOCKS_AT_ONCE);
    }
    return await Promise.all(pending);
  } finally {
    await Promise.allSettled(pending);
  }
}
