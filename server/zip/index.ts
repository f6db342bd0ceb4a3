export { BLOCK_BYTES, BlockBuffers, CUT } from './blocks.ts';
export type { Method } from './compress.ts';
export type { Measure } from './form.ts';
export { gather } from './gather.ts';
export type { Piece, PieceKind } from './layout.ts';
export type { DryRun, Oddities } from './oddities.ts';
export {
  type Content,
  type PackedBlock,
  Packer,
  type Packing,
  type PendingBlock,
  packed,
  packedHere,
} from './packed.ts';
export type { Member } from './steps.ts';
export { USUAL_LEVEL, writeZip, type ZipOptions } from './writer.ts';
