import type { ArchiveStep } from '../../scenarios/steps/archive.ts';
import type { Piece, ZipOptions } from '../../zip/index.ts';
import { withMember } from './added-member.ts';
import { afterBytes, beforeBytes, cutDirectory, markedOnce, withoutDirectory } from './around.ts';
import { aimed, type Draft, type Drafts, each, oddly } from './draft.ts';
import type { MarkedPieces } from './marked-pieces.ts';
import type { Again } from './replayable-members.ts';
import { atCrc, atName, atSize, inLocalHeader } from './traces.ts';

type StepOf<K extends ArchiveStep['do']> = Extract<ArchiveStep, { do: K }>;

/** The implementation of one kind of step: changes to the members, the format and the written pieces. */
interface Handler<S> {
  drafts?(step: S, drafts: Drafts, again: Again): Drafts;
  format?(step: S): Pick<ZipOptions, 'zip64' | 'comment'>;
  pieces?(step: S, pieces: MarkedPieces): MarkedPieces;
}

type Comment = Extract<ArchiveStep, { do: 'comment' }>['holds'];

const END_RECORD = 'PK\u0005\u0006';

/** The contents of the archive comment. */
const comments: { readonly [C in Comment]: Buffer } = {
  text: Buffer.from('An export made for tests.'),
  // A reader finds text in place of the record's fields; read as the comment length, it exceeds the archive.
  signature: Buffer.from(
    `The end of central directory begins with ${END_RECORD}, and this is still the comment.`,
  ),
  'end-record': Buffer.from(`This ends as an archive without members does: ${END_RECORD}${'\0'.repeat(18)}`),
};

/** The implementation of each kind of step. */
export const stepHandlers: { readonly [K in ArchiveStep['do']]: Handler<StepOf<K>> } = {
  'wrong-crc': {
    drafts: (step, drafts) =>
      aimed(drafts, step.member, (draft) => oddly(draft, { wrongCrc: true }, { step, find: atCrc })),
  },
  'wrong-size': {
    drafts: (step, drafts) =>
      aimed(drafts, step.member, (draft) => oddly(draft, { sizeOff: step.by }, { step, find: atSize })),
  },
  'corrupt-data': {
    drafts: (step, drafts) =>
      aimed(drafts, step.member, (draft) => ({
        ...draft,
        breaks: [...draft.breaks, { step, percent: step.percent }],
      })),
  },
  'cut-directory': { pieces: cutDirectory },
  'no-directory': { pieces: withoutDirectory },
  zip64: {
    format: () => ({ zip64: true }),
    pieces: (step, pieces) => markedOnce(step, pieces, atVersion),
  },
  descriptors: { drafts: (step, drafts) => each(drafts, (draft, first) => described(draft, step, first)) },
  store: {
    drafts: (step, drafts) =>
      each(drafts, (draft, first) => {
        // The kept blocks are compressed.
        const { packed: _, ...member } = oddly(draft, {}).member;
        const traces = first ? [...draft.traces, { step, find: inLocalHeader(METHOD_AT) }] : draft.traces;
        return { ...draft, traces, member: { ...member, method: 'verbatim' } };
      }),
  },
  'leading-bytes': { pieces: afterBytes },
  'trailing-bytes': { pieces: beforeBytes },
  comment: {
    format: ({ holds }) => ({ comment: comments[holds] }),
    pieces: (step, pieces) => markedOnce(step, pieces, atComment(step)),
  },
  'add-member': { drafts: withMember },
  'rename-member': {
    drafts: (step, drafts) => aimed(drafts, step.member, (draft) => renamed(draft, step)),
  },
  'empty-archive': { drafts: () => [], pieces: (step, pieces) => markedOnce(step, pieces, () => 0) },
};

/** Offsets in a local header, and the offset of the comment length in the end record. */
const VERSION_AT = 4;
const FLAGS_AT = 6;
const METHOD_AT = 8;
const COMMENT_LENGTH_AT = 20;
const END_BYTES = 22;

function atVersion({ kind }: Piece): number | undefined {
  return kind === 'local-header' ? VERSION_AT : kind === 'zip64-end' ? 0 : undefined;
}

/** Finds the end record when its comment is that of this step and not of a later one. */
function atComment({ holds }: StepOf<'comment'>): (piece: Piece) => number | undefined {
  return ({ kind, bytes }) =>
    kind === 'end' && bytes.subarray(END_BYTES).equals(comments[holds]) ? COMMENT_LENGTH_AT : undefined;
}

function described(draft: Draft, step: StepOf<'descriptors'>, first: boolean): Draft {
  const { descriptor: _, ...odd } = draft.member.odd ?? {};
  const member = { ...draft.member, odd: step.as === 'signed' ? odd : { ...odd, descriptor: step.as } };
  if (!first) return { ...draft, member };
  const find = step.as === 'none' ? inLocalHeader(FLAGS_AT) : atDescriptor;
  return { ...draft, member, traces: [...draft.traces, { step, find }] };
}

function atDescriptor({ kind }: Piece): number | undefined {
  return kind === 'descriptor' ? 0 : undefined;
}

function renamed(draft: Draft, step: StepOf<'rename-member'>): Draft {
  const { member } = draft;
  if (step.to === member.name) return draft;
  const trace = { step, find: atName(member.name, step.to) };
  if (step.where === 'local-header') return oddly(draft, { localName: step.to }, trace);
  return { ...draft, member: { ...member, name: step.to }, traces: [...draft.traces, trace] };
}
