import type { Piece } from './layout.ts';

/** What is joined at most. A write to a socket or file costs the same for ten bytes as for this many. */
const GATHERED_BYTES = 64 * 1024;
/** From here on a piece goes out as it is, without a copy. */
const LARGE_BYTES = 16 * 1024;

/**
 * The archive's bytes in buffers worth a write each: small pieces are joined, large ones pass uncopied. The first
 * piece leaves at once, so that a client sees an answer before the first block is ready.
 */
export async function* gather(pieces: AsyncIterable<Piece>): AsyncGenerator<Buffer, void, undefined> {
  let small: Buffer[] = [];
  let bytesHeld = 0;
  let first = true;
  for await (const { bytes } of pieces) {
    const large = bytes.length >= LARGE_BYTES;
    if (!large) {
      small.push(bytes);
      bytesHeld += bytes.length;
    }
    if ((first || large || bytesHeld >= GATHERED_BYTES) && small.length > 0) {
      yield Buffer.concat(small);
      small = [];
      bytesHeld = 0;
    }
    if (large) yield bytes;
    first = false;
  }
  if (small.length > 0) yield Buffer.concat(small);
}
