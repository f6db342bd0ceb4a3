/** CRC and sizes of a member. */
export interface Measure {
  /** CRC-32 of the content. */
  crc: number;
  /** Bytes of the content. */
  size: number;
  /** Bytes of the data in the archive. */
  compressedSize: number;
}

/** The format of the records of a member. */
export interface Form {
  /** The ZIP number of the method: 8 is deflate, 0 is uncompressed. */
  readonly method: 8 | 0;
  /** The descriptor with CRC and sizes after the data: with a signature, without one, or none. */
  readonly descriptor: 'signed' | 'unsigned' | 'none';
  /** CRC and sizes for the local header, when a dry run has determined them. */
  readonly known: Readonly<Measure> | undefined;
  /** True if sizes and offset always have 64 bits. */
  readonly zip64: boolean;
  /** True if the flags mark the name as UTF-8. */
  readonly utf8: boolean;
  /** The external attributes: a Unix mode in the upper half, DOS bits in the lower. */
  readonly attributes: number;
  /** The name in the local header; the entry's own when undefined. */
  readonly localName: Buffer | undefined;
}

/** A regular file, rw-r--r--, in the upper half of the external attributes. */
const REGULAR_FILE = 0o100644 * 0x10000;

/** The baseline format, which nearly every member has. */
export const usualForm: Form = {
  method: 8,
  descriptor: 'signed',
  known: undefined,
  zip64: false,
  utf8: true,
  attributes: REGULAR_FILE,
  localName: undefined,
};
