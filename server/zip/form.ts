/** What a content comes to when it is packed. */
export interface Measure {
  /** CRC-32 of the content. */
  crc: number;
  /** Bytes of the content. */
  size: number;
  /** Bytes of the data in the archive. */
  compressedSize: number;
}

/** How the records of a member are written. */
export interface Form {
  /** ZIP's number of the method: 8 is deflate, 0 the content as it is. */
  readonly method: 8 | 0;
  /** What stands behind the data, with CRC and sizes: a record with its signature, one without, or nothing. */
  readonly descriptor: 'signed' | 'unsigned' | 'none';
  /** CRC and sizes for the local header, when they were found out first. */
  readonly known: Readonly<Measure> | undefined;
  /** Sizes and offset have 64 bits, whether they need them or not. */
  readonly zip64: boolean;
  /** Whether the flags say that the name is UTF-8. */
  readonly utf8: boolean;
  /** The external attributes: a Unix mode in the upper half, DOS bits in the lower. */
  readonly attributes: number;
  /** The name in the local header; the entry's own when undefined. */
  readonly localName: Buffer | undefined;
}

/** A regular file, rw-r--r--, in the upper half of the external attributes. */
const REGULAR_FILE = 0o100644 * 0x10000;

/** How nearly every member is written. */
export const usualForm: Form = {
  method: 8,
  descriptor: 'signed',
  known: undefined,
  zip64: false,
  utf8: true,
  attributes: REGULAR_FILE,
  localName: undefined,
};
