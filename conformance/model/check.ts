/** The name of a check. Each has its judge in `checks/`. */
export type CheckName =
  | 'says-how-it-ended'
  | 'tells-why'
  | 'ends-in-time'
  | 'leaves-no-process'
  | 'tells-of'
  | 'keeps-the-export'
  | 'keeps-what-it-says'
  | 'keeps-a-sound-export'
  | 'keeps-each-row-once'
  | 'keeps-no-false-export'
  | 'leaves-nothing-unfinished'
  | 'keeps-the-earlier-export'
  | 'asks-for'
  | 'asks-for-no-more'
  | 'sends-the-token-in-the-header'
  | 'sends-as-meant'
  | 'keeps-the-base-path'
  | 'accepts-a-zip'
  | 'makes-no-remark'
  | 'asks-so-often'
  | 'asks-by-the-given-id'
  | 'pauses-between-requests'
  | 'goes-on-where-it-ended'
  | 'says-how-each-run-ended'
  | 'leaves-no-gap'
  | 'asks-for-nothing-again'
  | 'keeps-every-row'
  | 'keeps-no-row-twice'
  | 'keeps-the-token-to-itself'
  | 'keeps-the-token-off-the-process-list'
  | 'keeps-the-token-encrypted'
  | 'trusts-no-wrong-certificate'
  | 'writes-nowhere-else'
  | 'needs-no-more-memory'
  | 'writes-as-it-comes';

export const levels = ['MUST', 'SHOULD', 'MAY'] as const;
export type Level = (typeof levels)[number];

/** The certainty of the rule of a check. */
export type Label = 'documented' | 'observed' | 'assumed';

/** One demand on a client in a case: data, without functions. */
export interface CheckSpec {
  /** The name of the check. */
  readonly check: CheckName;
  /** The run that is judged, from 1; the last one when left out. */
  readonly run?: number;
  readonly level: Level;
  /** The rule of the protocol, in our words. `label` is its certainty. */
  readonly rule: string;
  readonly label: Label;
  /** The harm to users if a client fails the check. */
  readonly why: string;
  /** The parameter that the check needs. */
  readonly of?: string;
}

/** The judgement of one check. A check never passes without an observation. */
export type Judgement =
  | { readonly verdict: 'passed' | 'failed'; readonly expected: string; readonly seen: string }
  | { readonly verdict: 'unsupported' | 'untested'; readonly why: string };
