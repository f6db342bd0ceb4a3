/** The names of all checks. Each has its judge in `checks/`. */
export const checkNames = [
  'says-how-it-ended',
  'tells-why',
  'ends-in-time',
  'leaves-no-process',
  'tells-of',
  'keeps-the-export',
  'keeps-what-it-says',
  'keeps-each-row-once',
  'keeps-no-false-export',
  'leaves-nothing-unfinished',
  'keeps-the-earlier-export',
  'asks-for',
  'sends-the-token-in-the-header',
  'sends-as-meant',
  'keeps-the-base-path',
  'accepts-a-zip',
  'makes-no-remark',
  'asks-so-often',
  'goes-on-where-it-ended',
  'says-how-each-run-ended',
  'leaves-no-gap',
  'asks-for-nothing-again',
  'keeps-every-row',
  'keeps-no-row-twice',
  'keeps-the-token-to-itself',
  'keeps-the-token-off-the-process-list',
  'writes-nowhere-else',
  'needs-no-more-memory',
  'writes-as-it-comes',
] as const;
export type CheckName = (typeof checkNames)[number];

export const levels = ['MUST', 'SHOULD', 'MAY'] as const;
export type Level = (typeof levels)[number];

/** The certainty of the rule that a check rests on. */
export type Label = 'documented' | 'observed' | 'assumed';

/** One thing demanded of a client in a case, as it is written down beside the case. */
export interface CheckSpec {
  /** The name of the check. */
  readonly check: CheckName;
  /** The run that is judged, from 1; the last one when left out. */
  readonly run?: number;
  readonly level: Level;
  /** The line of the protocol, in our words, and how sure it is. */
  readonly rule: string;
  readonly label: Label;
  /** The harm to users when a client fails the check. */
  readonly why: string;
  /** The parameter that the check needs. */
  readonly of?: string;
}

/** A judgement of one check: what was expected, what was seen. There is no passing without something seen. */
export type Judgement =
  | { readonly verdict: 'passed' | 'failed'; readonly expected: string; readonly seen: string }
  | { readonly verdict: 'unsupported' | 'untested'; readonly why: string };
