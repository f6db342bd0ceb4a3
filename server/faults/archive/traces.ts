import type { Piece } from '../../zip/index.ts';

/** Offsets in a local header. */
const FLAGS_AT = 6;
const CRC_AT = 14;
const SIZE_AT = 22;
const NAME_LENGTH_AT = 26;
const NAME_AT = 30;
/** Bit 3 of the flags: CRC and sizes are in a descriptor. */
const FLAG_DESCRIPTOR = 1 << 3;
/** The size value that refers to the ZIP64 extra field, where the size follows after four bytes. */
const WIDE = 0xffff_ffff;
const EXTRA_HEAD_BYTES = 4;

/** Finds an offset in the local header. */
export function inLocalHeader(at: number): (piece: Piece) => number | undefined {
  return ({ kind }) => (kind === 'local-header' ? at : undefined);
}

/** Finds the first CRC of a member. */
export function atCrc({ kind, bytes }: Piece): number | undefined {
  if (kind === 'descriptor') return signatureBytes(bytes);
  return kind === 'local-header' && knows(bytes) ? CRC_AT : undefined;
}

/** Finds the first size of a member's content. */
export function atSize({ kind, bytes }: Piece): number | undefined {
  if (kind === 'descriptor') {
    const crcAt = signatureBytes(bytes);
    return crcAt + (bytes.length - crcAt === 20 ? 12 : 8);
  }
  if (kind !== 'local-header' || !knows(bytes)) return undefined;
  if (bytes.readUInt32LE(SIZE_AT) !== WIDE) return SIZE_AT;
  return NAME_AT + bytes.readUInt16LE(NAME_LENGTH_AT) + EXTRA_HEAD_BYTES;
}

/** Finds the first byte of a local header that changes when the member is renamed. */
export function atName(from: string, to: string): (piece: Piece) => number | undefined {
  const [before, after] = [from, to].map((name) => {
    const bytes = Buffer.from(name);
    return Buffer.concat([Buffer.from([bytes.length & 0xff, bytes.length >> 8]), bytes]);
  }) as [Buffer, Buffer];
  const at = after.findIndex((byte, index) => byte !== before[index]);
  // The length of the extra field is between the length of the name and the name.
  return inLocalHeader(at < 2 ? NAME_LENGTH_AT + at : NAME_AT + at - 2);
}

function knows(localHeader: Buffer): boolean {
  return (localHeader.readUInt16LE(FLAGS_AT) & FLAG_DESCRIPTOR) === 0;
}

/** Descriptors are 12 or 20 bytes, and 4 more when they have their signature. */
function signatureBytes(descriptor: Buffer): number {
  return descriptor.length === 16 || descriptor.length === 24 ? 4 : 0;
}
