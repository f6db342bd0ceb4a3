import type { Piece } from '../../zip/index.ts';

/** Places in a local header. */
const FLAGS_AT = 6;
const CRC_AT = 14;
const SIZE_AT = 22;
const NAME_LENGTH_AT = 26;
const NAME_AT = 30;
/** Bit 3 of the flags: CRC and sizes stand in a descriptor. */
const FLAG_DESCRIPTOR = 1 << 3;
/** In a size: see the ZIP64 extra field, which begins with it after four bytes. */
const WIDE = 0xffff_ffff;
const EXTRA_HEAD_BYTES = 4;

/** A place in the local header. */
export function inLocalHeader(at: number): (piece: Piece) => number | undefined {
  return ({ kind }) => (kind === 'local-header' ? at : undefined);
}

/** Where a member's CRC stands first. */
export function atCrc({ kind, bytes }: Piece): number | undefined {
  if (kind === 'descriptor') return signatureBytes(bytes);
  return kind === 'local-header' && knows(bytes) ? CRC_AT : undefined;
}

/** Where the size of a member's content stands first. */
export function atSize({ kind, bytes }: Piece): number | undefined {
  if (kind === 'descriptor') {
    const crcAt = signatureBytes(bytes);
    return crcAt + (bytes.length - crcAt === 20 ? 12 : 8);
  }
  if (kind !== 'local-header' || !knows(bytes)) return undefined;
  if (bytes.readUInt32LE(SIZE_AT) !== WIDE) return SIZE_AT;
  return NAME_AT + bytes.readUInt16LE(NAME_LENGTH_AT) + EXTRA_HEAD_BYTES;
}

/** Where a local header first differs because a name became another one. */
export function atName(from: string, to: string): (piece: Piece) => number | undefined {
  const [before, after] = [from, to].map((name) => {
    const bytes = Buffer.from(name);
    return Buffer.concat([Buffer.from([bytes.length & 0xff, bytes.length >> 8]), bytes]);
  }) as [Buffer, Buffer];
  const at = after.findIndex((byte, index) => byte !== before[index]);
  // Between the name's length and the name stands the length of the extra field.
  return inLocalHeader(at < 2 ? NAME_LENGTH_AT + at : NAME_AT + at - 2);
}

function knows(localHeader: Buffer): boolean {
  return (localHeader.readUInt16LE(FLAGS_AT) & FLAG_DESCRIPTOR) === 0;
}

/** Descriptors are 12 or 20 bytes, and 4 more when they have their signature. */
function signatureBytes(descriptor: Buffer): number {
  return descriptor.length === 16 || descriptor.length === 24 ? 4 : 0;
}
