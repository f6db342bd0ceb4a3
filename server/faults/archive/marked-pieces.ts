import type { ArchiveStep } from '../../scenarios/steps/archive.ts';
import type { Piece } from '../../zip/index.ts';
import type { Fired } from '../step-plan.ts';

/** A step that changes a piece. */
export interface Mark {
  readonly step: ArchiveStep;
  /**
   * The first byte of the piece that the step changes; the length of the piece when bytes after it are
   * missing.
   */
  readonly at: number;
}

/** A piece of the archive with the steps that changed it. */
export interface MarkedPiece extends Piece {
  readonly marks?: readonly Mark[];
}

export type MarkedPieces = AsyncIterable<MarkedPiece>;

/** The piece with an additional mark. */
export function marked(piece: MarkedPiece, step: ArchiveStep, at: number): MarkedPiece {
  return { ...piece, marks: [...(piece.marks ?? []), { step, at }] };
}

/** Bytes that belong to no record. */
export function stray(bytes: Buffer): MarkedPiece {
  return { kind: 'stray', member: '', bytes };
}

/** An empty piece at the position where a step has removed bytes. */
export function gap(step: ArchiveStep): MarkedPiece {
  return marked(stray(Buffer.alloc(0)), step, 0);
}

/**
 * Removes the marks and reports them with their byte positions, which are only known here. Steps in pieces
 * that never get here are not reported.
 */
export async function* reported(pieces: MarkedPieces, fired: Fired): AsyncGenerator<Piece, void, undefined> {
  let offset = 0;
  for await (const { marks = [], ...piece } of pieces) {
    for (const { step, at } of marks) fired(step, offset + at);
    offset += piece.bytes.length;
    if (piece.bytes.length > 0) yield piece;
  }
}
