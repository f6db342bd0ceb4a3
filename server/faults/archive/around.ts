import type { ArchiveStep } from '../../scenarios/steps/archive.ts';
import { gap, type MarkedPiece, type MarkedPieces, marked, stray } from './marked-pieces.ts';

type StepOf<K extends ArchiveStep['do']> = Extract<ArchiveStep, { do: K }>;
type Altered = AsyncGenerator<MarkedPiece, void, undefined>;

const endKinds: readonly MarkedPiece['kind'][] = ['zip64-end', 'zip64-locator', 'end'];

/** Ends the archive inside its directory; before the end record when the directory is empty. */
export async function* cutDirectory(step: StepOf<'cut-directory'>, pieces: MarkedPieces): Altered {
  const headers: MarkedPiece[] = [];
  let bytes = 0;
  let ended = false;
  for await (const piece of pieces) {
    ended = endKinds.includes(piece.kind) || (headers.length > 0 && piece.kind !== 'central-header');
    if (ended) break;
    if (piece.kind !== 'central-header') yield piece;
    else headers.push(piece);
    bytes += piece.kind === 'central-header' ? piece.bytes.length : 0;
  }
  if (headers.length === 0 && !ended) return;
  let left = Math.floor((bytes * step.percent) / 100);
  for (const header of headers) {
    if (left > 0) yield { ...header, bytes: header.bytes.subarray(0, left) };
    left -= header.bytes.length;
  }
  yield gap(step);
}

/** Removes the directory, and the end records too unless `keepEnd` is set. */
export async function* withoutDirectory(step: StepOf<'no-directory'>, pieces: MarkedPieces): Altered {
  let missing = false;
  for await (const piece of pieces) {
    const atEnd = endKinds.includes(piece.kind);
    if (piece.kind !== 'central-header' && (step.keepEnd || !atEnd)) yield piece;
    else if (!missing) {
      missing = true;
      yield gap(step);
    }
  }
}

/**
 * Adds line breaks before the archive, like a web page template. The offsets in the archive are not adjusted.
 */
export async function* afterBytes(step: StepOf<'leading-bytes'>, pieces: MarkedPieces): Altered {
  yield marked(stray(Buffer.alloc(step.bytes, '\n')), step, 0);
  yield* pieces;
}

/** Adds zeros after the archive, like a copy in blocks. */
export async function* beforeBytes(step: StepOf<'trailing-bytes'>, pieces: MarkedPieces): Altered {
  yield* pieces;
  yield marked(stray(Buffer.alloc(step.bytes)), step, 0);
}

/** Marks the first piece in which the step is visible. */
export async function* markedOnce(
  step: ArchiveStep,
  pieces: MarkedPieces,
  find: (piece: MarkedPiece) => number | undefined,
): Altered {
  let found = false;
  for await (const piece of pieces) {
    const at: number | undefined = found ? undefined : find(piece);
    found ||= at !== undefined;
    yield at === undefined ? piece : marked(piece, step, at);
  }
}
