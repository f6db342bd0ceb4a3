export type { Method } from './compress.ts';
export { gather } from './gather.ts';
export type { Piece, PieceKind } from './layout.ts';
export type { Member } from './steps.ts';
export { writeZip, type ZipOptions } from './writer.ts';
