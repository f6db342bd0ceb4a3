import type { FileReader } from './file-reader.ts';

const END_RECORD = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const LOCATOR64 = 0x07064b50;
const LOCATOR64_BYTES = 20;
const END_RECORD64 = 0x06064b50;
const END_RECORD64_BYTES = 56;

/** The place of the central directory by the end record, in bytes from the start of the file. */
export interface EndRecord {
  /** The place where the directory must end: the start of the first end record. */
  readonly directoryEnd: number;
  readonly directoryOffset: number;
  readonly directoryBytes: number;
  /** Entries the directory should list. */
  readonly entries: number;
  /** Bytes of the file behind the end record and its comment. */
  readonly trailingBytes: number;
  /** Bytes before the archive's first byte, by which every offset is wrong. */
  readonly leadingBytes: number;
}

/**
 * Looks for the last end record of the file; undefined when there is none, as in anything that is cut off or
 * no ZIP.
 */
export async function findEndRecord(file: FileReader): Promise<EndRecord | undefined> {
  const length = Math.min(file.size, END_BYTES + MAX_COMMENT_BYTES + LOCATOR64_BYTES);
  const start = file.size - length;
  const tail = await file.bytesAt(start, length);
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_RECORD) continue;
    const end = start + at + END_BYTES + tail.readUInt16LE(at + 20);
    // A signature inside other data claims a comment that the file does not have.
    if (end > file.size) continue;
    const record = (await wideRecord(file, start + at)) ?? {
      directoryEnd: start + at,
      entries: tail.readUInt16LE(at + 10),
      directoryBytes: tail.readUInt32LE(at + 12),
      directoryOffset: tail.readUInt32LE(at + 16),
    };
    const leadingBytes = record.directoryEnd - record.directoryOffset - record.directoryBytes;
    return { ...record, trailingBytes: file.size - end, leadingBytes };
  }
  return undefined;
}

type Place = Omit<EndRecord, 'trailingBytes' | 'leadingBytes'>;

// ZIP64: a locator directly before the end record, and the wide record directly before the locator.
async function wideRecord(file: FileReader, endRecord: number): Promise<Place | undefined> {
  const at = endRecord - LOCATOR64_BYTES - END_RECORD64_BYTES;
  if (at < 0) return undefined;
  const bytes = await file.bytesAt(at, LOCATOR64_BYTES + END_RECORD64_BYTES);
  if (bytes.length < LOCATOR64_BYTES + END_RECORD64_BYTES) return undefined;
  if (bytes.readUInt32LE(END_RECORD64_BYTES) !== LOCATOR64 || bytes.readUInt32LE(0) !== END_RECORD64)
    return undefined;
  return {
    directoryEnd: at,
    entries: Number(bytes.readBigUInt64LE(32)),
    directoryBytes: Number(bytes.readBigUInt64LE(40)),
    directoryOffset: Number(bytes.readBigUInt64LE(48)),
  };
}
