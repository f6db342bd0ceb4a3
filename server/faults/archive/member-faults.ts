import type { Member, Piece } from '../../zip/index.ts';
import { breakingAt, withBits } from './deflate-break.ts';
import type { Break, Draft, Drafts, Trace } from './draft.ts';
import { type MarkedPiece, marked } from './marked-pieces.ts';
import { type Again, ReplayableMembers, staysReadable } from './replayable-members.ts';

/** The state of a changed member while its pieces are produced. */
interface MemberState {
  readonly draft: Draft;
  traces: readonly Trace[];
  /** The length of its compressed data, known after the dry run. */
  packed: number;
  /** Bytes of its compressed data, and of its content, so far. */
  passed: number;
  unpacked: number;
}

/** Passes the changed members to the writer, and finds them again in the pieces of the writer. */
export class MemberFaults {
  readonly #states = new Map<number, MemberState>();

  /**
   * The members for the writer. A content that must be read twice is made once more, in step with the first
   * reading.
   */
  *members(drafts: Drafts, again: Again): Generator<Member, void, undefined> {
    const replay = new ReplayableMembers(again);
    let ordinal = 0;
    try {
      for (const draft of drafts) {
        const state: MemberState = { draft, traces: draft.traces, packed: 0, passed: 0, unpacked: 0 };
        if (draft.traces.length + draft.breaks.length > 0) this.#states.set(ordinal, state);
        ordinal += 1;
        yield withDryRun(state, replay);
      }
    } finally {
      replay.close();
    }
  }

  /** The pieces with the marks of the steps that change them, and with the broken data. */
  async *pieces(pieces: AsyncIterable<Piece>): AsyncGenerator<MarkedPiece, void, undefined> {
    let ordinal = -1;
    let state: MemberState | undefined;
    for await (const piece of pieces) {
      if (piece.kind === 'local-header') {
        this.#states.delete(ordinal);
        ordinal += 1;
        state = this.#states.get(ordinal);
      } else if (piece.kind === 'central-header') {
        state = undefined;
      }
      yield state === undefined ? piece : altered(state, piece);
    }
  }
}

function withDryRun(state: MemberState, replay: ReplayableMembers): Member {
  const { draft } = state;
  const { member, index, breaks } = draft;
  if (member.odd?.descriptor !== 'none' && breaks.length === 0) return member;
  const content = index === undefined || staysReadable(draft) ? member.content : replay.contentAt(index);
  const done = ({ compressedSize }: { readonly compressedSize: number }): void => {
    state.packed = compressedSize;
  };
  return { ...member, odd: { ...member.odd, dryRun: { content, done } } };
}

function altered(state: MemberState, piece: Piece): MarkedPiece {
  let result: MarkedPiece = piece;
  if (piece.kind === 'data') {
    for (const one of state.draft.breaks) result = broken(state, one, piece, result);
    state.passed += piece.bytes.length;
    state.unpacked += piece.unpacked ?? 0;
  }
  state.traces = state.traces.filter((trace) => {
    const at = trace.find(piece);
    if (at !== undefined) result = marked(result, trace.step, at);
    return at === undefined;
  });
  return result;
}

/**
 * Breaks the piece when it contains the position of the break. The position and the bits refer to the
 * unbroken data, so that breaks do not affect each other.
 */
function broken(
  { draft, packed, passed, unpacked }: MemberState,
  { step, percent }: Break,
  whole: Piece,
  piece: MarkedPiece,
): MarkedPiece {
  const place = Math.min(Math.floor((packed * percent) / 100), packed - 1) - passed;
  if (place < 0 || place >= whole.bytes.length) return piece;
  const bytes =
    draft.member.method === 'verbatim'
      ? withBits(piece.bytes, { at: place * 8, bits: opposite(whole.bytes[place] ?? 0) })
      : withBits(piece.bytes, breakingAt(whole.bytes, place, unpacked));
  const at = bytes.findIndex((byte, index) => byte !== piece.bytes[index]);
  return at < 0 ? piece : marked({ ...piece, bytes }, step, at);
}

function opposite(byte: number): number[] {
  return Array.from({ length: 8 }, (_, bit) => (~byte >> bit) & 1);
}
