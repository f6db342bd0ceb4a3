import type { ArchiveStep } from '../../scenarios/steps/archive.ts';
import type { Member, Oddities, Piece } from '../../zip/index.ts';
import { isNamed } from '../member-name.ts';

/** A step whose work shows in one of a member's pieces. */
export interface Trace {
  readonly step: ArchiveStep;
  /** The byte of the piece where it shows first; undefined when it does not show in this piece. */
  find(piece: Piece): number | undefined;
}

/** Data that are to be broken. */
export interface Break {
  readonly step: ArchiveStep;
  /** How far into the packed data, in a hundred. */
  readonly percent: number;
}

/** A member on its way through the steps. */
export interface Draft {
  readonly member: Member;
  /** Its place among the members of the export, from 0; undefined for one that a step has added. The content of such a one can be read again and again. */
  readonly index: number | undefined;
  readonly traces: readonly Trace[];
  readonly breaks: readonly Break[];
}

export type Drafts = Iterable<Draft>;

/** The members as they are without any step. */
export function* draftsOf(members: Iterable<Member>): Generator<Draft, void, undefined> {
  let index = 0;
  for (const member of members) {
    yield { member, index, traces: [], breaks: [] };
    index += 1;
  }
}

/** The draft with these oddities besides its own. */
export function oddly(draft: Draft, odd: Oddities, trace?: Trace): Draft {
  const traces = trace ? [...draft.traces, trace] : draft.traces;
  return { ...draft, traces, member: { ...draft.member, odd: { ...draft.member.odd, ...odd } } };
}

/** Changes the first member of that name. */
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

/** Changes every member; the change is told which is the first that it is asked about. */
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
