import { checkId } from '../cases/ids.ts';
import { cases as catalogue } from '../cases/index.ts';
import type { CaseResult, CheckResult } from '../model/report.ts';
import type { CaseAttempt } from '../run/case-result.ts';
import { nearestCheck } from '../selection/pattern.ts';
import { machineNow } from '../util/timers.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';

/** The result of a case, with its known failures marked. */
export function markedBy(baseline: Baseline, { result, crashed }: CaseAttempt): CaseResult {
  return { ...result, checks: result.checks.map((check) => marked(check, baseline, crashed)) };
}

/**
 * The results with the known failures marked, and the problems of the list, a sentence each. Entries for
 * checks that were not run are not judged.
 */
export function judgedBy(
  baseline: Baseline,
  attempts: readonly CaseAttempt[],
): { readonly cases: readonly CaseResult[]; readonly problems: readonly string[] } {
  const cases = attempts.map((one) => markedBy(baseline, one));
  const results = new Map(cases.flatMap(({ checks }) => checks.map((check) => [check.id, check])));
  const there = checksThere();
  const problems = baseline.entries.flatMap((entry): readonly string[] => {
    const problem = there.has(entry.check) ? problemWith(entry, results.get(entry.check)) : unknown(entry);
    return problem === undefined ? [] : [`${baseline.file}:${entry.line}: ${problem}`];
  });
  return { cases, problems };
}

/** The ids of all checks. */
export function checksThere(): ReadonlySet<string> {
  return new Set(catalogue.flatMap((one) => one.checks.map((check) => checkId(one, check))));
}

function marked(check: CheckResult, { entries }: Baseline, crashed: boolean): CheckResult {
  const entry = entries.find((one) => one.check === check.id);
  if (check.verdict !== 'failed' || entry === undefined || isOver(entry)) return check;
  const { list, reason, link } = entry;
  if (list === 'flaky' && crashed) return check;
  return { ...check, known: { list, reason, ...(link === undefined ? {} : { link }) } };
}

function problemWith(entry: BaselineEntry, result: CheckResult | undefined): string | undefined {
  if (result === undefined || result.verdict === 'untested') return undefined;
  if (entry.list === 'failures' && result.verdict === 'passed') {
    return `expected ${entry.check} to fail, as the list says, but it passed: remove it from the list, or use --update-baseline.`;
  }
  if (!isOver(entry) || result.verdict === 'passed') return undefined;
  return `expected ${entry.check} to pass after ${entry.until}, but it ${result.verdict === 'failed' ? 'still fails' : 'does not'}: fix the client, or set a later day.`;
}

function unknown({ check }: BaselineEntry): string {
  const near = nearestCheck(check, catalogue);
  const advice =
    near === undefined ? 'remove it from the list, or use --update-baseline' : `did you mean ${near}?`;
  return `expected the id of a check, got ${check}, which matches no check: ${advice}${near === undefined ? '.' : ''}`;
}

function isOver({ until }: BaselineEntry): boolean {
  return until !== undefined && until < new Date(machineNow()).toISOString().slice(0, 10);
}
