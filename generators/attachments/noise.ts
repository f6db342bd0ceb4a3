import { mix } from '../hash.ts';

/** `length` bytes that no compressor makes smaller, a pure function of `key`. */
export function noise(length: number, key: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  // Byte by byte, low byte first: a view of words would differ on a big-endian machine.
  let state = mix(key, length) || 1;
  const whole = length & ~3;
  let at = 0;
  while (at < whole) {
    state = nextWord(state);
    bytes[at++] = state;
    bytes[at++] = state >>> 8;
    bytes[at++] = state >>> 16;
    bytes[at++] = state >>> 24;
  }
  for (state = nextWord(state); at < length; state >>>= 8) bytes[at++] = state;
  return bytes;
}

/** `total` bytes of noise in pieces of at most 64 KiB. */
export function* noisePieces(total: number, key: number): Generator<Buffer> {
  for (let at = 0, piece = 0; at < total; at += pieceBytes, piece++) {
    yield noise(Math.min(pieceBytes, total - at), mix(key, piece));
  }
}

/** The maximum size of a piece of an attachment, in bytes. */
export const pieceBytes = 64 * 1024;

/** One step of xorshift32, which never reaches zero. */
function nextWord(state: number): number {
  let next = state ^ (state << 13);
  next ^= next >>> 17;
  return next ^ (next << 5);
}
