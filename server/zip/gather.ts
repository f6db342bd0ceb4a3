import type { Piece } from './layout.ts';

/**
 * The maximum size of joined pieces. A write of this size to a socket or file costs the same as a write of
 * ten bytes.
 */
const GATHERED_BYTES = 64 * 1024;
/** The minimum size of a piece that is not copied. */
const LARGE_BYTES = 16 * 1024;

/**
 * The bytes of the archive in buffers that are large enough for one write each: small pieces are joined,
 * large ones are not copied. The first piece is yielded at once, so that a client receives a response before
 * the first block is ready.
 *
 * @param take Called with every piece and the number of bytes before it.
 */
export async function* gather(
  pieces: AsyncIterable<Piece>,
  take?: (piece: Piece, byte: number) => void,
): AsyncGenerator<Buffer, void, undefined> {
  let small: Buffer[] = [];
  let bytesHeld = 0;
  let first = true;
  let before = 0;
  for await (const piece of pieces) {
    const { bytes } = piece;
    take?.(piece, before);
    before += bytes.length;
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
