/**
 * The number of bytes at the end of a download that contain its central directory: enough for a few hundred
 * members.
 */
export const TAIL_BYTES = 64 * 1024;

const END = { signature: 0x06054b50, bytes: 22, directoryBytesAt: 12 };
const ZIP64_LOCATOR = { signature: 0x07064b50, bytes: 20 };
const ZIP64_END_BYTES = 56;
const HEADER = { signature: 0x02014b50, bytes: 46, sizeAt: 24, nameLengthAt: 28, extraLengthAt: 30 };
/**
 * In a 32-bit field: the value is in the ZIP64 field, where the size comes first, after four bytes of
 * heading.
 */
const MAX_32 = 0xffff_ffff;

/** The size of all CSVs before compression, from the last bytes of an archive. */
export function csvBytes(tail: Buffer): number {
  const end = tail.length - END.bytes;
  if (end < 0 || tail.readUInt32LE(end) !== END.signature) {
    throw new Error('expected the end record of a ZIP, but the response ended before it.');
  }
  const locator = end - ZIP64_LOCATOR.bytes;
  const isZip64 = tail.readUInt32LE(locator) === ZIP64_LOCATOR.signature;
  const directoryEnd = isZip64 ? locator - ZIP64_END_BYTES : end;
  let sum = 0;
  let at = directoryEnd - tail.readUInt32LE(end + END.directoryBytesAt);
  while (at < directoryEnd) {
    const extra = at + HEADER.bytes + tail.readUInt16LE(at + HEADER.nameLengthAt);
    const size = tail.readUInt32LE(at + HEADER.sizeAt);
    if (tail.toString('latin1', extra - 4, extra) === '.csv') {
      sum += size === MAX_32 ? Number(tail.readBigUInt64LE(extra + 4)) : size;
    }
    at = extra + tail.readUInt16LE(at + HEADER.extraLengthAt);
  }
  return sum;
}
