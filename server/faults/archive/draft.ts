import type { ArchiveStep } from '../../scenarios/steps/archive.ts';
import type { Member, Oddities, Piece } from '../../zip/index.ts';
import { isNamed } from '../member-name.ts';

/** A step and the piece of a member in which it is visible. */
export interface Trace {
  readonly step: ArchiveStep;
  /** The first changed byte of the piece; undefined when the step does not change this piece. */
  find(piece: Piece): number | undefined;
}

/** A break of the compressed data. */
export interface Break {
  readonly step: ArchiveStep;
  /** The position in the compressed data, in percent. */
  readonly percent: number;
}

/** A member while steps are applied to it. */
export interface Draft {
  readonly member: Member;
  /**
   * The index among the members of the export, from 0; undefined for a member that a step has added. The
   * content of an added member can be read several times.
   */
  readonly index: number | undefined;
  readonly traces: readonly Trace[];
  readonly breaks: readonly Break[];
}

export type Drafts = Iterable<Draft>;

/** The members before any step. */
export function* draftsOf(members: Iterable<Member>): Generator<Draft, void, undefined> {
  let index = 0;
  for (const member of members) {
    yield { member, index, traces: [], breaks: [] };
    index += 1;
  }
}

/** The draft with additional oddities. */
export function oddly(draft: Draft, odd: Oddities, trace?: Trace): Draft {
  const traces = trace ? [...draft.traces, trace] : draft.traces;
  return { ...draft, traces, member: { ...draft.member, odd: { ...draft.member.odd, ...odd } } };
}

/** Changes the first member with this name. */
export function* aimed(
  drafts: Drafts,
  name: string,
  change: (draft: Draft) => Draft,
): Generator<Draft, void, undefined> {
  let found = false;
  for (const draft of drafts) {
    const hit: boolean = !found && isNamed(draft.member.name, name);
    found ||= hit;
    yield hit ? change(draft) : draft;
  }
}

/** Changes every member; `first` is true for the first member. */
export function* each(
  drafts: Drafts,
  change: (draft: Draft, first: boolean) => Draft,
): Generator<Draft, void, undefined> {
  let first = true;
  for (const draft of drafts) {
    yield change(draft, first);
    first = false;
  }
}
