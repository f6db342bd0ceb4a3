import { crc32 } from 'node:zlib';
import { mix } from '../hash.ts';
import { proseOf } from './sentences.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const chunkFrame = 12; // length, type and CRC around the data of a chunk
const blockHeader = 5; // header of a stored deflate block
const perBlock = chunkFrame + blockHeader;
const commentKey = 'Comment\0';
// The signature, IHDR, a comment without text, the zlib header and checksum, and IEND.
const fixedBytes = signature.length + chunkFrame + 13 + chunkFrame + commentKey.length + 2 + 4 + chunkFrame;

/** The pixels, and how they are cut into IDAT chunks of one stored block each. */
interface Layout {
  readonly width: number;
  readonly height: number;
  readonly rowBytes: number;
  readonly rowsPerBlock: number;
  /** The number of remaining bytes, which become a comment. */
  readonly comment: number;
}

/** A PNG picture of exactly `bytes` bytes: coloured stripes with grain, RGB, 8 bits per channel. */
export function picture(key: number, bytes: number): Generator<Buffer> {
  return painted(key, layoutOf(bytes));
}

/** A PNG picture of a width and a height from 1 to 8192, and its number of bytes. */
export function sizedPicture(
  key: number,
  width: number,
  height: number,
): { readonly bytes: number; readonly content: () => Generator<Buffer> } {
  const layout = { width, height, ...rowsOf(width), comment: 0 };
  return { bytes: sizeOf(layout), content: () => painted(key, layout) };
}

function* painted(key: number, layout: Layout): Generator<Buffer> {
  const comment = Buffer.from(commentKey + proseOf(key, layout.comment), 'latin1');
  yield Buffer.concat([signature, chunk('IHDR', imageHeader(layout)), chunk('tEXt', comment)]);
  // The pixels are stored, not deflated: the output of deflate differs between versions of zlib.
  let checksum = 1;
  for (let row = 0; row < layout.height; row += layout.rowsPerBlock) {
    const rows = Math.min(layout.rowsPerBlock, layout.height - row);
    const pixels = pixelRows(layout, key, row, rows);
    checksum = adler32(checksum, pixels);
    const last = row + rows === layout.height;
    const parts = [storedBlockHeader(pixels.length, last), pixels];
    if (row === 0) parts.unshift(Buffer.from([0x78, 0x01])); // zlib: deflate, 32 KiB window, fastest
    if (last) parts.push(uint32(checksum));
    yield chunk('IDAT', Buffer.concat(parts));
  }
  yield chunk('IEND', Buffer.alloc(0));
}

function layoutOf(bytes: number): Layout {
  const pixels = Math.max(1, (bytes - fixedBytes) / 3);
  const width = Math.min(8192, Math.max(1, Math.floor(Math.sqrt((pixels * 4) / 3))));
  const rows = rowsOf(width);
  const size = (height: number) => sizeOf({ height, ...rows });
  let height = Math.max(1, Math.floor((bytes - fixedBytes) / (rows.rowBytes + perBlock / rows.rowsPerBlock)));
  while (height > 1 && size(height) > bytes) height--;
  return { width, height, ...rows, comment: Math.max(0, bytes - size(height)) };
}

function rowsOf(width: number): Pick<Layout, 'rowBytes' | 'rowsPerBlock'> {
  const rowBytes = 1 + width * 3;
  return { rowBytes, rowsPerBlock: Math.floor(65_000 / rowBytes) };
}

/** The number of bytes of a picture without the text of its comment. */
function sizeOf({ height, rowBytes, rowsPerBlock }: Omit<Layout, 'width' | 'comment'>): number {
  return fixedBytes + height * rowBytes + Math.ceil(height / rowsPerBlock) * perBlock;
}

function imageHeader({ width, height }: Layout): Buffer {
  // After width and height: 8 bits per channel, RGB, deflate, standard filters, not interlaced.
  return Buffer.concat([uint32(width), uint32(height), Buffer.from([8, 2, 0, 0, 0])]);
}

function pixelRows({ width, rowBytes }: Layout, key: number, first: number, rows: number): Buffer {
  const pixels = Buffer.allocUnsafe(rows * rowBytes);
  const slope = mix(key, 1);
  const [red, green, blue] = [1 + (slope & 7), 1 + ((slope >>> 3) & 7), 1 + ((slope >>> 6) & 7)];
  let at = 0;
  for (let y = first; y < first + rows; y++) {
    pixels[at++] = 0; // filter of the row: none
    let grain = mix(key, y + 2);
    for (let x = 0; x < width; x++) {
      grain = Math.imul(grain, 1664525) + 1013904223;
      pixels[at++] = ((x + y) * red) ^ (grain >>> 27);
      pixels[at++] = ((x - y) * green) ^ ((grain >>> 22) & 31);
      pixels[at++] = (x * blue) ^ ((grain >>> 17) & 31);
    }
  }
  return pixels;
}

function chunk(type: string, data: Buffer): Buffer {
  const framed = Buffer.allocUnsafe(chunkFrame + data.length);
  framed.writeUInt32BE(data.length, 0);
  framed.write(type, 4, 'latin1');
  framed.set(data, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, 8 + data.length)), 8 + data.length);
  return framed;
}

function storedBlockHeader(length: number, last: boolean): Buffer {
  const header = Buffer.allocUnsafe(blockHeader);
  header.writeUInt8(last ? 1 : 0, 0);
  header.writeUInt16LE(length, 1);
  header.writeUInt16LE(length ^ 0xffff, 3);
  return header;
}

function adler32(start: number, bytes: Buffer): number {
  let low = start & 0xffff;
  let high = start >>> 16;
  // At most 3800 bytes keep `high` within 31 bits, where V8 adds fastest.
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + 3800);
    while (at < end) {
      low += bytes[at++] as number;
      high += low;
    }
    low %= 65521;
    high %= 65521;
  }
  return ((high << 16) | low) >>> 0;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value, 0);
  return bytes;
}
