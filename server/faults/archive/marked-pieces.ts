import type { ArchiveStep } from '../../scenarios/steps/archive.ts';
import type { Piece } from '../../zip/index.ts';
import type { Fired } from '../fired.ts';

/** A step that shows in a piece. */
export interface Mark {
  readonly step: ArchiveStep;
  /** The first byte of the piece that is not what it would be without the step; its length for what is missing behind it. */
  readonly at: number;
}

/** A piece of the archive, and what steps have done to it. */
export interface MarkedPiece extends Piece {
  readonly marks?: readonly Mark[];
}

export type MarkedPieces = AsyncIterable<MarkedPiece>;

/** The piece with one more mark. */
export function marked(piece: MarkedPiece, step: ArchiveStep, at: number): MarkedPiece {
  return { ...piece, marks: [...(piece.marks ?? []), { step, at }] };
}

/** Bytes that belong to no record. */
export function stray(bytes: Buffer): MarkedPiece {
  return { kind: 'stray', member: '', bytes };
}

/** A place where a step has left something out. */
export function gap(step: ArchiveStep): MarkedPiece {
  return marked(stray(Buffer.alloc(0)), step, 0);
}

/** The pieces as they leave. Only what gets here has happened, and only here is it known at which byte. */
export async function* reported(pieces: MarkedPieces, fired: Fired): AsyncGenerator<Piece, void, undefined> {
  let offset = 0;
  for await (const { marks = [], ...piece } of pieces) {
    for (const { step, at } of marks) fired(step, offset + at);
    offset += piece.bytes.length;
    if (piece.bytes.length > 0) yield piece;
  }
}
