import { crc32 } from 'node:zlib';

/** One file in a ZIP package. */
export interface Part {
  /** The name, in ASCII. */
  readonly name: string;
  readonly data: Buffer;
}

/** The version needed to read the entry: 1.0, which knows stored entries. */
const NEEDED = 10;
/** The version made by: 4.5, on Unix. */
const MADE_BY = (3 << 8) | 45;
/** The date 2020-01-01 at midnight, in MS-DOS format. */
const DATE = ((2020 - 1980) << 9) | (1 << 5) | 1;
/** The attributes: a regular file of mode 0644; for MS-DOS, a file that is not archived yet. */
const ATTRIBUTES = 0o100644 * 0x10000 + 0x20;

/** The size of a local header without its name, in bytes. */
export const localHeaderBytes = 30;
/** The size of a directory entry without its name, in bytes. */
export const directoryEntryBytes = 46;
/** The size of the end record, in bytes. */
export const directoryEndBytes = 22;

/**
 * The parts as a ZIP below 4 GiB, piece by piece. It is not compressed, because the output of deflate differs
 * between versions of zlib. Its bytes equal those of archiver, which cannot be used here: archiver waits for
 * timers of the global object, and a test runner may have stopped those.
 */
export function* storedZip(parts: Iterable<Part>): Generator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data } of parts) {
    const head = Buffer.alloc(localHeaderBytes + name.length);
    head.writeUInt32LE(0x04034b50, 0); // signature
    writeFacts(head.subarray(4), data, name);
    head.write(name, localHeaderBytes, 'latin1');
    const entry = Buffer.alloc(directoryEntryBytes + name.length);
    entry.writeUInt32LE(0x02014b50, 0); // signature
    entry.writeUInt16LE(MADE_BY, 4);
    writeFacts(entry.subarray(6), data, name);
    entry.writeUInt32LE(ATTRIBUTES, 38); // external attributes
    entry.writeUInt32LE(offset, 42); // offset of the local header
    entry.write(name, directoryEntryBytes, 'latin1');
    directory.push(entry);
    offset += head.length + data.length;
    yield head;
    yield data;
  }
  const bytes = Buffer.concat(directory);
  const end = Buffer.alloc(directoryEndBytes);
  end.writeUInt32LE(0x06054b50, 0); // signature
  end.writeUInt16LE(directory.length, 8); // entries on this disk
  end.writeUInt16LE(directory.length, 10); // entries
  end.writeUInt32LE(bytes.length, 12); // bytes of the directory
  end.writeUInt32LE(offset, 16); // offset of the directory
  yield bytes;
  yield end;
}

/** Writes the fields that a local header and a directory entry have in common. */
function writeFacts(fields: Buffer, data: Buffer, name: string): void {
  fields.writeUInt16LE(NEEDED, 0);
  fields.writeUInt16LE(DATE, 8);
  fields.writeUInt32LE(crc32(data), 10);
  fields.writeUInt32LE(data.length, 14); // compressed size
  fields.writeUInt32LE(data.length, 18); // size
  fields.writeUInt16LE(name.length, 22);
}
