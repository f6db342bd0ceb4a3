import type { ArchiveStep } from '../../scenarios/steps/archive.ts';
import type { Member, Piece, ZipOptions } from '../../zip/index.ts';
import type { Fired } from '../step-plan.ts';
import { type Drafts, draftsOf } from './draft.ts';
import { type MarkedPieces, reported } from './marked-pieces.ts';
import { MemberFaults } from './member-faults.ts';
import { stepHandlers } from './step-handlers.ts';

/**
 * The changes to the members, the format and the bytes of one archive. All three belong together, and an
 * instance serves one archive only.
 */
export interface ArchiveChanges {
  /**
   * The changed members. `again` makes all members of the export once more, with the same contents, for
   * values that must be known before the member is written.
   */
  members(members: Iterable<Member>, again: () => Iterable<Member>): Iterable<Member>;
  /** The options for the writer. */
  readonly format: Pick<ZipOptions, 'zip64' | 'comment'>;
  /** The changed bytes. A step is reported when the bytes that it changed pass here. */
  pieces(pieces: AsyncIterable<Piece>): AsyncIterable<Piece>;
}

/** The implementation of a step of any kind. */
interface AnyHandler {
  drafts?(step: ArchiveStep, drafts: Drafts, again: () => Iterable<Member>): Drafts;
  format?(step: ArchiveStep): ArchiveChanges['format'];
  pieces?(step: ArchiveStep, pieces: MarkedPieces): MarkedPieces;
}

const handlerOf = (step: ArchiveStep): AnyHandler => stepHandlers[step.do] as AnyHandler;

/** The changes that these steps make, in order: first to the members, then to the bytes. */
export function archiveChanges(steps: readonly ArchiveStep[], fired: Fired): ArchiveChanges {
  if (steps.length === 0) return { members: (members) => members, format: {}, pieces: (pieces) => pieces };
  const faults = new MemberFaults();
  return {
    members: (members, again) => {
      const drafts = steps.reduce<Drafts>(
        (so, step) => handlerOf(step).drafts?.(step, so, again) ?? so,
        draftsOf(members),
      );
      return faults.members(drafts, again);
    },
    format: Object.assign({}, ...steps.map((step) => handlerOf(step).format?.(step) ?? {})),
    pieces: (pieces) => {
      const altered = steps.reduce<MarkedPieces>(
        (so, step) => handlerOf(step).pieces?.(step, so) ?? so,
        faults.pieces(pieces),
      );
      return reported(altered, fired);
    },
  };
}
