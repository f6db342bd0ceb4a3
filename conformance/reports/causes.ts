import type { CaseResult, CheckResult, ConformanceReport } from '../model/report.ts';
import { type CheckStatus, nameOf, statusOf } from './check-status.ts';

/** Cases in which the same checks fail: most likely for one reason. */
export interface Cause {
  /** The worst status of the checks. */
  readonly status: CheckStatus;
  /** The cases, in the order of the report. */
  readonly cases: readonly CaseResult[];
  /** The checks with this status in the first case. */
  readonly checks: readonly CheckResult[];
  /** The names of other checks that fail in some of the cases, with the number of these cases. */
  readonly others: readonly (readonly [name: string, cases: number])[];
}

const order: readonly CheckStatus[] = ['failed', 'untested', 'warning'];

/**
 * The causes of a report, the first to mend first: MUST checks before others, then by the number of cases.
 */
export function causesOf({ cases }: Pick<ConformanceReport, 'cases'>): readonly Cause[] {
  const groups = new Map<string, { readonly status: CheckStatus; readonly cases: CaseResult[] }>();
  for (const one of cases) {
    const status = order.find((each) => one.checks.some((check) => statusOf(check) === each));
    if (status === undefined) continue;
    const key = [status, ...namesOf(one, status)].join('\n');
    const group = groups.get(key) ?? { status, cases: [] };
    groups.set(key, group);
    group.cases.push(one);
  }
  return [...groups.values()]
    .map(({ status, cases: own }) => ({
      status,
      cases: own,
      checks: own[0]?.checks.filter((check) => statusOf(check) === status) ?? [],
      others: othersOf(own, status),
    }))
    .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || b.cases.length - a.cases.length);
}

/** The names of the checks with a status, whichever run they judge. */
function namesOf({ checks }: CaseResult, status: CheckStatus): readonly string[] {
  const own = checks.filter((check) => statusOf(check) === status);
  return [...new Set(own.map(plainName))].sort();
}

function plainName(check: CheckResult): string {
  return nameOf(check).replace(/@\d+$/, '');
}

function othersOf(cases: readonly CaseResult[], status: CheckStatus): Cause['others'] {
  const counts = new Map<string, number>();
  for (const one of cases) {
    const more = order.slice(order.indexOf(status) + 1).flatMap((each) => namesOf(one, each));
    for (const name of new Set(more)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}
