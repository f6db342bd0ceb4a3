import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';

/*
 * A small reader of ZIP files. It begins at the central directory, which detects an archive that is cut
 * anywhere, and compares every member with its size and CRC.
 */

/** Returns the members of an archive, in order. Rejects when the archive is not complete. */
export async function readDirectory(path) {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { count, offset, length } = await findDirectory(file, size);
    expect(offset + length <= size, 'its directory is outside the file');
    const bytes = await take(file, offset, length);
    const members = [];
    let at = 0;
    for (; members.length < count; at += members.at(-1).recordLength) members.push(readRecord(bytes, at));
    expect(at === length, 'its directory has the wrong length');
    for (const member of members) await findContent(file, member);
    return members;
  } catch (error) {
    if (error instanceof RangeError) throw new Error('the archive is damaged: a record is cut short');
    throw error;
  } finally {
    await file.close();
  }
}

/** Yields the content of a member, piece by piece. Throws at the end when it does not match the directory. */
export async function* readContent(path, { name, method, crc, size, packedSize, start }) {
  expect(method === 0 || method === 8, `the compression method of ${name} is unknown`);
  let sum = 0;
  let length = 0;
  if (packedSize > 0) {
    const packed = createReadStream(path, { start, end: start + packedSize - 1 });
    const content = method === 0 ? packed : packed.pipe(createInflateRaw());
    packed.on('error', (error) => content.destroy(error));
    for await (const chunk of content) {
      sum = crc32(chunk, sum);
      length += chunk.length;
      yield chunk;
    }
  }
  expect(length === size && sum === crc, `the content of ${name} does not match its size and CRC`);
}

async function findDirectory(file, size) {
  // The end record has 22 bytes and a comment of at most 65,535.
  const tail = await take(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const at = endRecordIn(tail);
  expect(at >= 0, 'it has no end record');
  const locator = at - 20;
  if (locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50) {
    return {
      count: tail.readUInt16LE(at + 10),
      length: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
    };
  }
  const end64 = await take(file, big(tail, locator + 8), 56);
  expect(end64.readUInt32LE(0) === 0x06064b50, 'it has no ZIP64 end record');
  return { count: big(end64, 32), length: big(end64, 40), offset: big(end64, 48) };
}

/** Finds the last record whose comment reaches exactly to the end of the file. */
function endRecordIn(tail) {
  for (let at = tail.length - 22; at >= 0; at--) {
    const ends = at + 22 + tail.readUInt16LE(at + 20) === tail.length;
    if (ends && tail.readUInt32LE(at) === 0x06054b50) return at;
  }
  return -1;
}

function readRecord(bytes, at) {
  expect(bytes.readUInt32LE(at) === 0x02014b50, 'its directory is damaged');
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  const recordLength = extraEnd + bytes.readUInt16LE(at + 32) - at;
  expect(at + recordLength <= bytes.length, 'its directory is damaged');
  const wide = wideValues(bytes.subarray(nameEnd, extraEnd));
  const value = (place) => {
    const narrow = bytes.readUInt32LE(place);
    return narrow === 0xffffffff ? (wide.shift() ?? narrow) : narrow;
  };
  return {
    name: bytes.toString('utf8', at + 46, nameEnd),
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    size: value(at + 24),
    packedSize: value(at + 20),
    offset: value(at + 42),
    isLink: bytes.readUInt16LE(at + 40) >> 12 === 0o12,
    recordLength,
  };
}

/** Reads the ZIP64 field, which has the values that are too large for 32 bits. */
function wideValues(extra) {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    return Array.from({ length: Math.min(3, extra.readUInt16LE(at + 2) >> 3) }, (_, index) =>
      big(extra, at + 4 + index * 8),
    );
  }
  return [];
}

/** Finds the beginning of a member's content, after a local header that must have the same name. */
async function findContent(file, member) {
  const header = await take(file, member.offset, 30);
  const nameLength = header.readUInt16LE(26);
  const name = await take(file, member.offset + 30, nameLength);
  const agrees = header.readUInt32LE(0) === 0x04034b50 && name.toString() === member.name;
  expect(agrees, `${JSON.stringify(member.name)} is not at the place that the directory gives`);
  member.start = member.offset + 30 + nameLength + header.readUInt16LE(28);
}

async function take(file, position, length) {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

const big = (bytes, at) => Number(bytes.readBigUInt64LE(at));

function expect(condition, problem) {
  if (!condition) throw new Error(`the archive is damaged: ${problem}`);
}
