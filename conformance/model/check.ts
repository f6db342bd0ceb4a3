import type { AspectName } from '../checks/all-checks.ts';

export const levels = ['MUST', 'SHOULD', 'MAY'] as const;
export type Level = (typeof levels)[number];

/** How sure the rule is that a check rests on. */
export type Label = 'documented' | 'observed' | 'assumed';

/** One thing demanded of a client in a case, as it is written down beside the case. */
export interface CheckData {
  /** What is looked at, and how it is judged. */
  readonly aspect: AspectName;
  /** The run that is judged, from 1; the last one when left out. */
  readonly run?: number;
  readonly level: Level;
  /** The line of the protocol, in our words, and how sure it is. */
  readonly rule: string;
  readonly label: Label;
  /** What goes wrong for people when a client fails it. */
  readonly why: string;
  /** What the aspect needs to know, as the name of a parameter. */
  readonly of?: string;
}

/** A judgement of one check: what was expected, what was seen. There is no passing without something seen. */
export type Judgement =
  | { readonly verdict: 'passed' | 'failed'; readonly expected: string; readonly seen: string }
  | { readonly verdict: 'unsupported' | 'untested'; readonly why: string };
