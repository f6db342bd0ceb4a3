import type { CaseResult, CheckResult, ConformanceReport } from '../model/report.ts';
import { type CaseFault, caseFaults, plainName, weightOf } from './case-faults.ts';
import type { CheckStatus } from './check-status.ts';
import { type Fault, placeOf } from './faults.ts';

/** Failures that come from one fault of the client, in all cases that show it. */
export interface Cause {
  /** A text that is the same for failures of one cause. */
  readonly key: string;
  readonly fault: Fault;
  readonly status: CheckStatus;
  readonly level: CheckResult['level'];
  /** The cases, in the order of the report. */
  readonly cases: readonly CaseResult[];
  /** The failed checks of this fault, each as it first failed. */
  readonly checks: readonly CheckResult[];
  /** The failed checks of the first case, as an example. */
  readonly example: readonly CheckResult[];
  /** The failed checks of this fault in all cases. */
  readonly all: ReadonlySet<CheckResult>;
  /** The failed checks that follow from this fault in their cases. */
  readonly consequences: ReadonlySet<CheckResult>;
  /** The names of these checks, with the number of cases. */
  readonly others: readonly (readonly [name: string, cases: number])[];
}

/**
 * The causes of a report, the first to mend first: a client that does not run or sends no request; failed
 * MUST checks, untested ones, then SHOULD and MAY; then the faults in the order in which they hide others;
 * then by the number of cases.
 */
export function causesOf({ cases }: Pick<ConformanceReport, 'cases'>): readonly Cause[] {
  const groups = new Map<string, { readonly one: CaseResult; readonly found: CaseFault }[]>();
  for (const one of cases) {
    for (const found of caseFaults(one)) {
      const key = keyOf(found);
      const group = groups.get(key) ?? [];
      group.push({ one, found });
      groups.set(key, group);
    }
  }
  return [...groups].flatMap(([key, group]) => causeOf(key, group)).sort(byUrgency);
}

/** The names of the checks of a cause. */
export function checkNames({ checks }: Pick<Cause, 'checks'>): readonly string[] {
  return [...new Set(checks.map(plainName))];
}

function keyOf({ status, level, fault }: CaseFault): string {
  return `${status} ${level} ${fault.id}`;
}

type Group = readonly { readonly one: CaseResult; readonly found: CaseFault }[];

function causeOf(key: string, group: Group): readonly Cause[] {
  const [first] = group;
  if (first === undefined) return [];
  const { fault, status, level, checks: example } = first.found;
  const checks = group.flatMap(({ found }) => found.checks);
  return [
    {
      key,
      fault,
      status,
      level,
      cases: group.map(({ one }) => one),
      checks: firstOfEach(checks),
      example: firstOfEach(example),
      all: new Set(checks),
      consequences: new Set(group.flatMap(({ found }) => found.consequences)),
      others: othersOf(group),
    },
  ];
}

function firstOfEach(all: readonly CheckResult[]): readonly CheckResult[] {
  const checks = new Map<string, CheckResult>();
  for (const check of all) {
    const name = plainName(check);
    if (!checks.has(name)) checks.set(name, check);
  }
  return [...checks.values()];
}

function othersOf(group: Group): Cause['others'] {
  const counts = new Map<string, number>();
  for (const { found } of group) {
    for (const name of new Set(found.consequences.map(plainName)))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}

function byUrgency(a: Cause, b: Cause): number {
  const silent = Number(isSilent(b)) - Number(isSilent(a));
  const place = placeOf(a.fault) - placeOf(b.fault);
  return silent || weightOf(a) - weightOf(b) || place || b.cases.length - a.cases.length;
}

/** Tells whether a client sent no request in any case of a cause, because it did not run or gave up. */
function isSilent({ cases }: Cause): boolean {
  return cases.every(({ runs }) => runs.length > 0 && runs.every(({ exchanges }) => exchanges.length === 0));
}
