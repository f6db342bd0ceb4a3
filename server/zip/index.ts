export { BLOCK_BYTES } from './blocks.ts';
export type { Method } from './compress.ts';
export type { Measure } from './form.ts';
export { gather } from './gather.ts';
export type { Piece, PieceKind } from './layout.ts';
export type { Content, DryRun, Oddities } from './oddities.ts';
export type { Member } from './steps.ts';
export { writeZip, type ZipOptions } from './writer.ts';
