import type { DosTime } from './dos-time.ts';
import { type Form, type Measure, usualForm } from './form.ts';

/** A member as the records describe it. Sizes and CRC are final after its last byte. */
export interface Entry extends Measure {
  /** UTF-8, at most 65,535 bytes. */
  readonly name: Buffer;
  readonly modified: DosTime;
  /** The offset of the local header. */
  offset: number;
}

/** The offset, the size and the number of entries of the central directory. */
export interface DirectoryPlace {
  readonly entries: number;
  readonly offset: number;
  readonly size: number;
}

/** The maximum of a 16-bit field; in a record it refers to the ZIP64 field. */
const MAX_16 = 0xffff;
/** The maximum of a 32-bit field; in a record it refers to the ZIP64 field. */
const MAX_32 = 0xffff_ffff;

/** Version 2.0 of the format supports deflate, version 4.5 ZIP64. */
const VERSION_DEFLATE = 20;
const VERSION_ZIP64 = 45;
/** The upper byte of "made by": the external attributes are Unix attributes. */
const MADE_BY_UNIX = 3 << 8;
/** Sizes and CRC follow the data. */
const FLAG_DESCRIPTOR = 1 << 3;
/** The name is UTF-8. */
const FLAG_UTF8 = 1 << 11;

const LOCAL_HEADER_BYTES = 30;
const CENTRAL_HEADER_BYTES = 46;
/** Offsets of the lengths of the name and of the extra field in a central header. */
const CENTRAL_NAME_LENGTH_AT = 28;
const CENTRAL_EXTRA_LENGTH_AT = 30;

function write64(bytes: Buffer, value: number, at: number): number {
  return bytes.writeBigUInt64LE(BigInt(value), at);
}

function flagsOf({ descriptor, utf8 }: Form): number {
  return (descriptor === 'none' ? 0 : FLAG_DESCRIPTOR) | (utf8 ? FLAG_UTF8 : 0);
}

/** The values of a local header whose descriptor contains the true ones. */
const unknown: Readonly<Measure> = { crc: 0, size: 0, compressedSize: 0 };

/** The record before the data of a member. Sizes and CRC are zero when they are not known. */
export function localHeader(entry: Entry, form: Form = usualForm): Buffer {
  const { modified } = entry;
  const name = form.localName ?? entry.name;
  const { crc, size, compressedSize } = form.known ?? unknown;
  const wide = form.zip64 || size >= MAX_32 || compressedSize >= MAX_32;
  const extra = wide ? zip64Extra([size, compressedSize]) : NOTHING;
  const bytes = Buffer.allocUnsafe(LOCAL_HEADER_BYTES + name.length + extra.length);
  bytes.writeUInt32LE(0x04034b50, 0); // signature
  bytes.writeUInt16LE(wide ? VERSION_ZIP64 : VERSION_DEFLATE, 4); // version needed to extract
  bytes.writeUInt16LE(flagsOf(form), 6); // general purpose flags
  bytes.writeUInt16LE(form.method, 8); // compression method
  bytes.writeUInt16LE(modified.time, 10); // modification time
  bytes.writeUInt16LE(modified.date, 12); // modification date
  bytes.writeUInt32LE(crc, 14); // CRC-32
  bytes.writeUInt32LE(wide ? MAX_32 : compressedSize, 18); // compressed size
  bytes.writeUInt32LE(wide ? MAX_32 : size, 22); // uncompressed size
  bytes.writeUInt16LE(name.length, 26); // length of the name
  bytes.writeUInt16LE(extra.length, 28); // length of the extra field
  name.copy(bytes, LOCAL_HEADER_BYTES); // name
  extra.copy(bytes, LOCAL_HEADER_BYTES + name.length); // extra field
  return bytes;
}

/**
 * The record after the data of a member. Sizes have 64 bits when one of them does not fit into 32, or when
 * the form requires it.
 */
export function descriptor(entry: Entry, form: Form = usualForm): Buffer {
  const wide = form.zip64 || entry.size > MAX_32 || entry.compressedSize > MAX_32;
  const from = form.descriptor === 'signed' ? 4 : 0;
  const bytes = Buffer.allocUnsafe(from + (wide ? 20 : 12));
  if (from > 0) bytes.writeUInt32LE(0x08074b50, 0); // signature
  bytes.writeUInt32LE(entry.crc, from); // CRC-32
  if (wide) {
    write64(bytes, entry.compressedSize, from + 4); // compressed size
    write64(bytes, entry.size, from + 12); // uncompressed size
  } else {
    bytes.writeUInt32LE(entry.compressedSize, from + 4); // compressed size
    bytes.writeUInt32LE(entry.size, from + 8); // uncompressed size
  }
  return bytes;
}

const NOTHING = Buffer.alloc(0);

/** The ZIP64 extra field with these values. */
function zip64Extra(values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(4 + 8 * values.length);
  bytes.writeUInt16LE(0x0001, 0); // kind of extra field: ZIP64
  bytes.writeUInt16LE(8 * values.length, 2); // length of what follows
  let at = 4;
  for (const value of values) at = write64(bytes, value, at);
  return bytes;
}

/**
 * One entry of the central directory. Its ZIP64 extra field contains only the values that do not fit, unless
 * the form requires all of them.
 */
export function centralHeader(entry: Entry, form: Form = usualForm): Buffer {
  const narrow = (value: number): number => (form.zip64 ? MAX_32 : Math.min(value, MAX_32));
  const wide = [entry.size, entry.compressedSize, entry.offset].filter((value) => narrow(value) === MAX_32);
  const extra = wide.length > 0 ? zip64Extra(wide) : NOTHING;
  const version = wide.length > 0 ? VERSION_ZIP64 : VERSION_DEFLATE;
  const bytes = Buffer.allocUnsafe(CENTRAL_HEADER_BYTES + entry.name.length + extra.length);
  bytes.writeUInt32LE(0x02014b50, 0); // signature
  bytes.writeUInt16LE(MADE_BY_UNIX | version, 4); // version made by
  bytes.writeUInt16LE(version, 6); // version needed to extract
  bytes.writeUInt16LE(flagsOf(form), 8); // general purpose flags
  bytes.writeUInt16LE(form.method, 10); // compression method
  bytes.writeUInt16LE(entry.modified.time, 12); // modification time
  bytes.writeUInt16LE(entry.modified.date, 14); // modification date
  bytes.writeUInt32LE(entry.crc, 16); // CRC-32
  bytes.writeUInt32LE(narrow(entry.compressedSize), 20); // compressed size
  bytes.writeUInt32LE(narrow(entry.size), 24); // uncompressed size
  bytes.writeUInt16LE(entry.name.length, CENTRAL_NAME_LENGTH_AT); // length of the name
  bytes.writeUInt16LE(extra.length, CENTRAL_EXTRA_LENGTH_AT); // length of the extra field
  bytes.writeUInt16LE(0, 32); // length of the comment
  bytes.writeUInt16LE(0, 34); // disk where the member starts
  bytes.writeUInt16LE(0, 36); // internal attributes
  bytes.writeUInt32LE(form.attributes, 38); // external attributes
  bytes.writeUInt32LE(narrow(entry.offset), 42); // offset of the local header
  entry.name.copy(bytes, CENTRAL_HEADER_BYTES); // name
  extra.copy(bytes, CENTRAL_HEADER_BYTES + entry.name.length); // extra field
  return bytes;
}

/** Splits concatenated central headers, each with its name. */
export function* cutCentralHeaders(
  headers: Buffer,
): Generator<{ name: string; bytes: Buffer }, void, undefined> {
  for (let from = 0; from < headers.length; ) {
    const nameFrom = from + CENTRAL_HEADER_BYTES;
    const nameTo = nameFrom + headers.readUInt16LE(from + CENTRAL_NAME_LENGTH_AT);
    const to = nameTo + headers.readUInt16LE(from + CENTRAL_EXTRA_LENGTH_AT);
    yield { name: headers.toString('utf8', nameFrom, nameTo), bytes: headers.subarray(from, to) };
    from = to;
  }
}

/**
 * Tells whether the position of the directory does not fit into the end record, so that ZIP64 records are
 * needed.
 */
export function needsZip64End(place: DirectoryPlace): boolean {
  return place.entries >= MAX_16 || place.size >= MAX_32 || place.offset >= MAX_32;
}

/** The end record with 64-bit fields. */
export function zip64End(place: DirectoryPlace): Buffer {
  const bytes = Buffer.allocUnsafe(56);
  bytes.writeUInt32LE(0x06064b50, 0); // signature
  write64(bytes, 44, 4); // length of what follows
  bytes.writeUInt16LE(MADE_BY_UNIX | VERSION_ZIP64, 12); // version made by
  bytes.writeUInt16LE(VERSION_ZIP64, 14); // version needed to extract
  bytes.writeUInt32LE(0, 16); // number of this disk
  bytes.writeUInt32LE(0, 20); // disk where the directory starts
  write64(bytes, place.entries, 24); // entries on this disk
  write64(bytes, place.entries, 32); // entries in all
  write64(bytes, place.size, 40); // bytes of the directory
  write64(bytes, place.offset, 48); // offset of the directory
  return bytes;
}

/** The record with the position of the ZIP64 end record. */
export function zip64Locator(place: DirectoryPlace): Buffer {
  const bytes = Buffer.allocUnsafe(20);
  bytes.writeUInt32LE(0x07064b50, 0); // signature
  bytes.writeUInt32LE(0, 4); // disk where the ZIP64 end record starts
  write64(bytes, place.offset + place.size, 8); // offset of the ZIP64 end record
  bytes.writeUInt32LE(1, 16); // number of disks
  return bytes;
}

/** The options of the last records. */
export interface Closing {
  /** True if ZIP64 end records are always written. */
  readonly zip64: boolean;
  /** The archive's comment, at most 65,535 bytes. */
  readonly comment: Buffer;
}

/** The baseline closing, which nearly every archive has. */
export const usualClosing: Closing = { zip64: false, comment: NOTHING };

/** The last record of every archive. */
export function end(place: DirectoryPlace, { zip64, comment }: Closing = usualClosing): Buffer {
  const narrow = (value: number, most: number): number => (zip64 ? most : Math.min(value, most));
  const bytes = Buffer.allocUnsafe(22 + comment.length);
  bytes.writeUInt32LE(0x06054b50, 0); // signature
  bytes.writeUInt16LE(0, 4); // number of this disk
  bytes.writeUInt16LE(0, 6); // disk where the directory starts
  bytes.writeUInt16LE(narrow(place.entries, MAX_16), 8); // entries on this disk
  bytes.writeUInt16LE(narrow(place.entries, MAX_16), 10); // entries in all
  bytes.writeUInt32LE(narrow(place.size, MAX_32), 12); // bytes of the directory
  bytes.writeUInt32LE(narrow(place.offset, MAX_32), 16); // offset of the directory
  bytes.writeUInt16LE(comment.length, 20); // length of the comment
  comment.copy(bytes, 22); // comment
  return bytes;
}
