import { type CaseResult, type CheckResult, type Verdict, verdicts } from '../model/report.ts';
import type { CaseAttempt } from './case-result.ts';

/**
 * Merges several results of one case: each check with its worst verdict, as it first occurred, and the number
 * of times that each verdict occurred.
 */
export function repeatedResult(all: readonly [CaseAttempt, ...CaseAttempt[]]): CaseAttempt {
  const [first, ...others] = all;
  if (others.length === 0) return first;
  const results = all.map(({ result }) => result);
  const sum = (of: (result: CaseResult) => number) => results.reduce((total, one) => total + of(one), 0);
  const checks = first.result.checks.map((_, at) =>
    repeatedCheck(results.flatMap((result) => result.checks[at] ?? [])),
  );
  const worst = results.toSorted((a, b) => rankOfCase(b) - rankOfCase(a))[0] ?? first.result;
  return {
    crashed: all.some(({ crashed }) => crashed),
    late: () => all.flatMap((one) => one.late()),
    result: { ...worst, checks, ms: sum(({ ms }) => ms), clientMs: sum(({ clientMs }) => clientMs) },
  };
}

function repeatedCheck(all: readonly CheckResult[]): CheckResult {
  const [worst] = all.toSorted((a, b) => rankOf(b) - rankOf(a));
  if (worst === undefined) throw new TypeError('expected a check, got none.');
  const tally: Partial<Record<Verdict, number>> = {};
  for (const { verdict } of all) tally[verdict] = (tally[verdict] ?? 0) + 1;
  return { ...worst, tally };
}

function rankOf({ verdict }: CheckResult): number {
  return verdicts.indexOf(verdict);
}

/** The rank of a case: by its worst verdict, then by the number of checks with it. */
export function rankOfCase({ checks }: CaseResult): number {
  const worst = Math.max(0, ...checks.map(rankOf));
  return worst * 10_000 + checks.filter((check) => rankOf(check) === worst).length;
}
