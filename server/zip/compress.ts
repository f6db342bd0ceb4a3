import { promisify } from 'node:util';
import { constants, deflateRaw, deflateRawSync, type ZlibOptions } from 'node:zlib';
import type { Block } from './blocks.ts';

/** The conversion of content to data; see `Member.method`. */
export type Method = 'deflate' | 'store' | 'verbatim';

/** The maximum block size for which synchronous compression is faster than a thread of the pool. */
const SYNC_BYTES = 32 * 1024;
/** Limits of the output buffer size of zlib; most blocks fill one buffer. */
const MOST_CHUNK_BYTES = 64 * 1024;
const LEAST_CHUNK_BYTES = 64;
/** The maximum size of a stored block of deflate, whose length has 16 bits. */
const MOST_STORED_BYTES = 0xffff;

const deflateInPool = promisify<Buffer, ZlibOptions, Buffer>(deflateRaw);

/** The block without compression: stored blocks of deflate, each with a header of five bytes. */
function stored({ bytes, last }: Block): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  do {
    const part = bytes.subarray(from, from + MOST_STORED_BYTES);
    from += part.length;
    const header = Buffer.allocUnsafe(5);
    header.writeUInt8(last && from === bytes.length ? 1 : 0, 0); // bit 0: the last block; bits 2-1: 00, stored
    header.writeUInt16LE(part.length, 1); // length
    header.writeUInt16LE(part.length ^ 0xffff, 3); // its complement
    parts.push(header, part);
  } while (from < bytes.length);
  return Buffer.concat(parts);
}

/**
 * Compresses a block into its part of the member's deflate stream. The result depends only on the block, so
 * timing and threads do not affect it. Each block therefore has its own zlib stream: in a reused stream,
 * earlier input can affect later output, even after `reset()`.
 */
export function compress(block: Block, method: Method, level: number): Buffer | Promise<Buffer> {
  const isSmall = method !== 'deflate' || block.bytes.length <= SYNC_BYTES;
  return isSmall ? compressHere(block, method, level) : deflateInPool(block.bytes, optionsOf(block, level));
}

/** The same bytes as `compress`, made on this thread. */
export function compressHere(block: Block, method: Method, level: number): Buffer {
  if (method === 'store') return stored(block);
  if (method === 'verbatim') return Buffer.from(block.bytes);
  return deflateRawSync(block.bytes, optionsOf(block, level));
}

function optionsOf({ bytes, last }: Block, level: number): ZlibOptions {
  return {
    level,
    // Every block except the last one ends at a whole byte, so that the next one can follow.
    finishFlush: last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    chunkSize: Math.min(Math.max(bytes.length, LEAST_CHUNK_BYTES), MOST_CHUNK_BYTES),
  };
}
