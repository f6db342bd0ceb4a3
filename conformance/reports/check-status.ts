import type { CaseResult, CheckResult, ConformanceReport } from '../model/report.ts';

/** The meaning of a check for the run. Only `failed` and `untested` keep the run from passing. */
export type CheckStatus =
  | 'passed'
  /** A MUST check that fails and is no known failure. */
  | 'failed'
  /** A SHOULD or MAY check that fails. */
  | 'warning'
  /** A check that fails and is in the list of known failures. */
  | 'known'
  | 'untested'
  | 'unsupported';

/** Determines the meaning of a check for the run. */
export function statusOf({ verdict, level, known }: CheckResult): CheckStatus {
  if (verdict !== 'failed') return verdict;
  if (known !== undefined) return 'known';
  return level === 'MUST' ? 'failed' : 'warning';
}

/** The word for the status of a check, for people. */
export function wordOf(check: CheckResult): string {
  const { known } = check;
  const words: Readonly<Record<CheckStatus, string>> = {
    passed: 'passed',
    failed: 'FAILED',
    warning: 'FAILED',
    known: known?.list === 'flaky' ? 'flaky' : 'known failure',
    untested: 'not tested',
    unsupported: 'unsupported',
  };
  return words[statusOf(check)];
}

/** Tells whether any check of a case has one of these statuses. */
export function someStands({ checks }: CaseResult, ...statuses: readonly CheckStatus[]): boolean {
  return checks.some((check) => statuses.includes(statusOf(check)));
}

/** The number of checks with each status. */
export type Counts = Readonly<Record<CheckStatus, number>>;

/** Counts checks by status. */
export function countsOf(checks: readonly CheckResult[]): Counts {
  const counts = { passed: 0, failed: 0, warning: 0, known: 0, untested: 0, unsupported: 0 };
  for (const check of checks) counts[statusOf(check)] += 1;
  return counts;
}

/** The name of a check within its case: `says-how-it-ended`. */
export function nameOf({ id }: CheckResult): string {
  return id.slice(id.indexOf('/') + 1);
}

/** One area of a report. */
export interface AreaResult {
  readonly area: string;
  readonly cases: readonly CaseResult[];
  readonly checks: number;
  readonly counts: Counts;
}

/** The areas of a report, in the order of its cases. */
export function areasOf({ cases }: ConformanceReport): readonly AreaResult[] {
  return [...new Set(cases.map(({ area }) => area))].map((area) => {
    const own = cases.filter((one) => one.area === area);
    const checks = own.flatMap((one) => one.checks);
    return { area, cases: own, checks: checks.length, counts: countsOf(checks) };
  });
}

/** The problems of the run as a whole, a sentence each. */
export function problemsOf({ baseline, required, counts }: ConformanceReport): readonly string[] {
  const empty =
    counts.passed === 0 ? ['No check was passed, so the report proves nothing about the client.'] : [];
  return [...(required?.problems ?? []), ...(baseline?.problems ?? []), ...empty];
}

/** All checks of a report. */
export function checksOf({ cases }: ConformanceReport): readonly CheckResult[] {
  return cases.flatMap(({ checks }) => checks);
}

/** The number of checks with each status, as a sentence. */
export function conclusionText(report: ConformanceReport): string {
  const counts = countsOf(checksOf(report));
  const all = checksOf(report).length;
  const parts = [
    `${counts.passed} of ${plural(all, 'check')} passed`,
    counted(counts.failed, 'MUST failed'),
    counted(counts.warning, 'SHOULD or MAY failed'),
    counted(counts.known, counts.known === 1 ? 'known failure' : 'known failures'),
    counted(counts.untested, 'not tested'),
    counted(counts.unsupported, 'unsupported'),
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${number(count)} ${what}`;
}

/** Formats a number with thousands separators. */
export function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** `1 check`, `2 checks`. */
export function plural(count: number, what: string): string {
  return `${number(count)} ${what}${count === 1 ? '' : 's'}`;
}

/** Formats milliseconds for people. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 100) / 10;
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
