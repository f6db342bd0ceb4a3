import { BLOCK_BYTES, type Member, type Piece } from '../../zip/index.ts';
import { breakingAt, withBits } from './deflate-break.ts';
import type { Break, Draft, Drafts, Trace } from './draft.ts';
import { type MarkedPiece, marked } from './marked-pieces.ts';
import { type Again, ReplayableMembers, staysReadable } from './replayable-members.ts';

/** What is known of a member that steps have been at, while its pieces come. */
interface MemberState {
  readonly draft: Draft;
  traces: readonly Trace[];
  /** Bytes of its packed data, once a rehearsal has found them. */
  packed: number;
  /** Bytes of its packed data, and of its content, that have come. */
  passed: number;
  unpacked: number;
}

/** Hands the finished drafts to the writer, and finds them again in the pieces that it makes. */
export class MemberFaults {
  readonly #roles = new Map<number, MemberState>();

  /** The members as they are to be written. Contents that have to be read twice are made again, in step with the first time. */
  *members(drafts: Drafts, again: Again): Generator<Member, void, undefined> {
    const remake = new ReplayableMembers(again);
    let ordinal = 0;
    try {
      for (const draft of drafts) {
        const role: MemberState = { draft, traces: draft.traces, packed: 0, passed: 0, unpacked: 0 };
        if (draft.traces.length + draft.breaks.length > 0) this.#roles.set(ordinal, role);
        ordinal += 1;
        yield rehearsing(role, remake);
      }
    } finally {
      remake.close();
    }
  }

  /** The pieces with the marks of the steps that show in them, and with broken data where a step says so. */
  async *pieces(pieces: AsyncIterable<Piece>): AsyncGenerator<MarkedPiece, void, undefined> {
    let ordinal = -1;
    let role: MemberState | undefined;
    for await (const piece of pieces) {
      if (piece.kind === 'local-header') {
        this.#roles.delete(ordinal);
        ordinal += 1;
        role = this.#roles.get(ordinal);
      } else if (piece.kind === 'central-header') {
        role = undefined;
      }
      yield role === undefined ? piece : played(role, piece);
    }
  }
}

function rehearsing(role: MemberState, remake: ReplayableMembers): Member {
  const { draft } = role;
  const { member, index, breaks } = draft;
  if (member.odd?.descriptor !== 'none' && breaks.length === 0) return member;
  const content = index === undefined || staysReadable(draft) ? member.content : remake.contentAt(index);
  const done = ({ compressedSize }: { readonly compressedSize: number }): void => {
    role.packed = compressedSize;
  };
  return { ...member, odd: { ...member.odd, rehearsal: { content, done } } };
}

function played(role: MemberState, piece: Piece): MarkedPiece {
  let result: MarkedPiece = piece;
  if (piece.kind === 'data') {
    for (const one of role.draft.breaks) result = broken(role, one, piece, result);
    role.passed += piece.bytes.length;
    role.unpacked += BLOCK_BYTES;
  }
  role.traces = role.traces.filter((trace) => {
    const at = trace.find(piece);
    if (at !== undefined) result = marked(result, trace.step, at);
    return at === undefined;
  });
  return result;
}

/** The piece with a break in it, if its place is there. Where it is was found out on the whole data, so that a second break does not stumble over the first. */
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
