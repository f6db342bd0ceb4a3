import type { CaseResult, CheckResult, ConformanceReport } from '../model/report.ts';
import { type CheckStatus, nameOf, statusOf } from './check-status.ts';

/** Cases in which the same checks fail: most likely for one reason. */
export interface Cause {
  /** The worst status of the checks. */
  readonly status: CheckStatus;
  /** The cases, in the order of the report. */
  readonly cases: readonly CaseResult[];
  /** The checks with this status, each as it first failed. */
  readonly checks: readonly CheckResult[];
  /** The names of other checks that fail in some of the cases, with the number of these cases. */
  readonly others: readonly (readonly [name: string, cases: number])[];
}

const order: readonly CheckStatus[] = ['failed', 'untested', 'warning'];

/** The areas, the ones whose faults hide others first: nothing can be read from what did not arrive. */
const hidingFirst: readonly string[] = [
  'request',
  'access',
  'download',
  'archive',
  'rows',
  'partial',
  'attachments',
  'windows',
  'sequences',
  'limits',
  'errors',
  'scale',
  'safety',
];

/**
 * The causes of a report, the first to mend first: a client that does not run or sends no request; MUST
 * checks before others; failures without any fault of the service; then the areas in the order in which they
 * hide others; then by the number of cases.
 *
 * @param reasonOf The reason for the failures of a case; cases with the same reason are one cause, whichever
 * checks fail. Without a reason, cases in which the same checks fail are one.
 */
export function causesOf(
  { cases }: Pick<ConformanceReport, 'cases'>,
  reasonOf: (one: CaseResult) => string | undefined = () => undefined,
): readonly Cause[] {
  const groups = new Map<string, { readonly status: CheckStatus; readonly cases: CaseResult[] }>();
  for (const one of cases) {
    const status = worstOf(one);
    if (status === undefined) continue;
    const reason = reasonOf(one);
    const key = reason === undefined ? causeKey(one) : `${status} ${reason}`;
    const group = groups.get(key) ?? { status, cases: [] };
    groups.set(key, group);
    group.cases.push(one);
  }
  return [...groups.values()]
    .map(({ status, cases: own }) => ({
      status,
      cases: own,
      checks: firstOfEach(own, status),
      others: othersOf(own, status),
    }))
    .sort((a, b) => {
      const silent = Number(isSilent(b)) - Number(isSilent(a));
      const status = order.indexOf(a.status) - order.indexOf(b.status);
      return silent || status || rankOf(a) - rankOf(b) || b.cases.length - a.cases.length;
    });
}

/** A text that is the same for cases of one cause; empty for a case in which nothing fails. */
export function causeKey(one: CaseResult): string {
  const status = worstOf(one);
  return status === undefined ? '' : [status, ...namesOf(one, status)].join('\n');
}

/** The name of a check in its case, without its run. */
export function plainName(check: CheckResult): string {
  return nameOf(check).replace(/@\d+$/, '');
}

/** The names of the checks of a cause. */
export function checkNames({ checks }: Pick<Cause, 'checks'>): readonly string[] {
  return [...new Set(checks.map(plainName))];
}

function firstOfEach(cases: readonly CaseResult[], status: CheckStatus): readonly CheckResult[] {
  const checks = new Map<string, CheckResult>();
  for (const check of cases.flatMap((one) => one.checks)) {
    const name = plainName(check);
    if (statusOf(check) === status && !checks.has(name)) checks.set(name, check);
  }
  return [...checks.values()];
}

/** The worst status of the checks of a case; undefined when none keeps the case from passing. */
export function worstOf({ checks }: CaseResult): CheckStatus | undefined {
  return order.find((each) => checks.some((check) => statusOf(check) === each));
}

/** Tells whether a client sent no request in any case of a cause, because it did not run or gave up. */
function isSilent({ cases }: Cause): boolean {
  return cases.every(({ runs }) => runs.length > 0 && runs.every(({ exchanges }) => exchanges.length === 0));
}

/** The rank of a cause: 0 when it shows where the service behaves, else that of its first area. */
function rankOf({ cases }: Cause): number {
  const calm = cases.some(({ runs }) => runs.length > 0 && runs.every(({ scenario }) => scenario === null));
  if (calm) return 0;
  const places = cases.map(({ area }) => hidingFirst.indexOf(area)).filter((place) => place !== -1);
  return 1 + Math.min(hidingFirst.length, ...places);
}

/** The names of the checks with a status, whichever run they judge. */
function namesOf({ checks }: CaseResult, status: CheckStatus): readonly string[] {
  const own = checks.filter((check) => statusOf(check) === status);
  return [...new Set(own.map(plainName))].sort();
}

function othersOf(cases: readonly CaseResult[], status: CheckStatus): Cause['others'] {
  const counts = new Map<string, number>();
  for (const one of cases) {
    const more = order.slice(order.indexOf(status) + 1).flatMap((each) => namesOf(one, each));
    for (const name of new Set(more)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}
