import type { ArchiveStep } from '../../scenarios/steps/archive.ts';
import type { Member, Piece, ZipOptions } from '../../zip/index.ts';
import type { Fired } from '../fired.ts';
import { type Drafts, draftsOf } from './draft.ts';
import { type MarkedPieces, reported } from './marked-pieces.ts';
import { MemberFaults } from './member-faults.ts';
import { stepHandlers } from './step-handlers.ts';

/** What becomes of one archive: of its members, of how it is written, of its bytes. It is for one archive only, and all three belong together. */
export interface ArchiveChanges {
  /** The members as they are to be written. `again` makes all members of the export anew, with the same contents, for what has to be known before it is written. */
  members(members: Iterable<Member>, again: () => Iterable<Member>): Iterable<Member>;
  /** What the writer needs to be told. */
  readonly format: Pick<ZipOptions, 'zip64' | 'comment'>;
  /** The bytes as they are to be sent. A step is reported when its work passes here. */
  pieces(pieces: AsyncIterable<Piece>): AsyncIterable<Piece>;
}

/** How a step is done, whatever its kind. */
interface AnyDoing {
  drafts?(step: ArchiveStep, drafts: Drafts, again: () => Iterable<Member>): Drafts;
  format?(step: ArchiveStep): ArchiveChanges['format'];
  pieces?(step: ArchiveStep, pieces: MarkedPieces): MarkedPieces;
}

const doingOf = (step: ArchiveStep): AnyDoing => stepHandlers[step.do] as AnyDoing;

/** What these steps do, one after another: first to the members, then to the bytes. */
export function archiveChanges(steps: readonly ArchiveStep[], fired: Fired): ArchiveChanges {
  if (steps.length === 0) return { members: (members) => members, format: {}, pieces: (pieces) => pieces };
  const cast = new MemberFaults();
  return {
    members: (members, again) => {
      const drafts = steps.reduce<Drafts>(
        (so, step) => doingOf(step).drafts?.(step, so, again) ?? so,
        draftsOf(members),
      );
      return cast.members(drafts, again);
    },
    format: Object.assign({}, ...steps.map((step) => doingOf(step).format?.(step) ?? {})),
    pieces: (pieces) => {
      const altered = steps.reduce<MarkedPieces>(
        (so, step) => doingOf(step).pieces?.(step, so) ?? so,
        cast.pieces(pieces),
      );
      return reported(altered, fired);
    },
  };
}
