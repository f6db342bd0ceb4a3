import type { Label, Level } from '../checks/check.ts';

/** What came of a check. */
export interface CheckResult {
  /** Stable: `download.cut-mid-member-chunked/says-how-it-ended`. */
  readonly id: string;
  readonly level: Level;
  /** What is demanded, as a sentence. */
  readonly demand: string;
  readonly rule: string;
  readonly label: Label;
  readonly why: string;
  readonly verdict: 'passed' | 'failed' | 'unsupported' | 'untested';
  /** What was expected and seen; for what was not judged, why not. */
  readonly expected: string;
  readonly seen: string;
}

/** What came of a case. */
export interface CaseResult {
  readonly id: string;
  readonly area: string;
  readonly title: string;
  readonly checks: readonly CheckResult[];
  /** Milliseconds of the whole case, and of the client's runs in it. */
  readonly ms: number;
  readonly clientMs: number;
}

/** How a whole run of the kit ended: everything that MUST be passed; something not; something could not be tested. */
export type Conclusion = 'passed' | 'failed' | 'incomplete';

/** Everything that is known after a run of the kit. */
export interface ConformanceReport {
  readonly version: 1;
  readonly client: string;
  readonly outcome: Conclusion;
  readonly counts: Readonly<Record<CheckResult['verdict'], number>>;
  readonly cases: readonly CaseResult[];
}

/** The report of these cases. Only a check of level MUST that fails makes the client fail, and nothing is passed by a client that passes nothing. */
export function reportOf(client: string, cases: readonly CaseResult[]): ConformanceReport {
  const checks = cases.flatMap((one) => one.checks);
  const count = (verdict: CheckResult['verdict']) =>
    checks.filter((check) => check.verdict === verdict).length;
  const counts = {
    passed: count('passed'),
    failed: count('failed'),
    unsupported: count('unsupported'),
    untested: count('untested'),
  };
  const failed = checks.some(({ level, verdict }) => level === 'MUST' && verdict === 'failed');
  const incomplete = counts.untested > 0 || counts.passed === 0;
  return {
    version: 1,
    client,
    outcome: failed ? 'failed' : incomplete ? 'incomplete' : 'passed',
    counts,
    cases,
  };
}
