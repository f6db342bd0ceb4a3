import type { CheckResult, ConformanceReport } from '../../model/report.ts';
import { type CheckStatus, checksOf, countsOf, statusOf } from '../check-status.ts';
import { findingsOf } from '../findings.ts';
import { reachText } from '../verdict.ts';

/** A report with the name under which it is compared, such as its file. */
export interface NamedReport {
  readonly name: string;
  readonly report: ConformanceReport;
}

/** The figures of a run. */
export interface RunFigures {
  readonly name: string;
  readonly client: string;
  readonly kit: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly outcome: ConformanceReport['outcome'];
  /** The reach of the verdict: `190 of 221 cases, no user export`. */
  readonly reach: string;
  readonly checks: number;
  readonly passed: number;
  readonly mustFailed: number;
  readonly othersFailed: number;
  readonly known: number;
  readonly untested: number;
  readonly unsupported: number;
  /** The number of findings that keep the run from passing. */
  readonly findings: number;
}

/** The status of a check in a run; `absent` when the run does not have it. */
export type ComparedStatus = CheckStatus | 'absent';

/** A check whose status differs between runs. */
export interface CheckChange {
  readonly id: string;
  readonly level: CheckResult['level'];
  /**
   * `broken` when it passed in an earlier run and fails or is untested in the last one, `mended` the other
   * way round, else `other`.
   */
  readonly kind: 'broken' | 'mended' | 'other';
  /** One for each run. */
  readonly statuses: readonly ComparedStatus[];
}

/** A fault with the number of cases that show it in each run. */
export interface ComparedFinding {
  readonly title: string;
  readonly level: CheckResult['level'];
  readonly cases: readonly number[];
}

/** Several runs side by side. */
export interface Comparison {
  readonly runs: readonly RunFigures[];
  readonly findings: readonly ComparedFinding[];
  /** The checks whose status differs: broken ones first, then mended ones, each by level. */
  readonly changes: readonly CheckChange[];
}

/** Compares runs, in the given order: before and after, several clients, or several releases. */
export function compareReports(reports: readonly NamedReport[]): Comparison {
  return {
    runs: reports.map(figuresOf),
    findings: findingsIn(reports.map(({ report }) => report)),
    changes: changesIn(reports.map(({ report }) => report)),
  };
}

/** The figures of a run. */
export function figuresOf({ name, report }: NamedReport): RunFigures {
  const { client, kit, startedAt, outcome } = report;
  const checks = checksOf(report);
  const counts = countsOf(checks);
  return {
    name,
    client,
    kit,
    startedAt,
    outcome,
    reach: reachText(report),
    checks: checks.length,
    passed: counts.passed,
    mustFailed: counts.failed,
    othersFailed: counts.warning,
    known: counts.known,
    untested: counts.untested,
    unsupported: counts.unsupported,
    findings: findingsOf(report).list.filter(({ status }) => status !== 'warning').length,
  };
}

function findingsIn(reports: readonly ConformanceReport[]): readonly ComparedFinding[] {
  const found = new Map<
    string,
    { readonly title: string; readonly level: CheckResult['level']; cases: number[] }
  >();
  reports.forEach((report, at) => {
    for (const { key, title, level, cases } of findingsOf(report).list) {
      const one = found.get(key) ?? { title, level, cases: reports.map(() => 0) };
      one.cases[at] = cases.length;
      found.set(key, one);
    }
  });
  const ranks = ['MUST', 'SHOULD', 'MAY'];
  return [...found.values()].sort((a, b) => ranks.indexOf(a.level) - ranks.indexOf(b.level));
}

const kinds = ['broken', 'mended', 'other'] as const;
const levels = ['MUST', 'SHOULD', 'MAY'];

function changesIn(reports: readonly ConformanceReport[]): readonly CheckChange[] {
  const each = reports.map((report) => new Map(checksOf(report).map((check) => [check.id, check])));
  const ids = new Set(each.flatMap((checks) => [...checks.keys()]));
  const changes = Array.from(ids, (id): CheckChange => {
    const checks = each.map((all) => all.get(id));
    const statuses = checks.map(
      (check): ComparedStatus => (check === undefined ? 'absent' : statusOf(check)),
    );
    const level = checks.findLast((check) => check !== undefined)?.level ?? 'MUST';
    return { id, level, kind: kindOf(statuses), statuses };
  });
  return changes
    .filter(({ statuses }) => new Set(statuses).size > 1)
    .sort(
      (a, b) =>
        kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || levels.indexOf(a.level) - levels.indexOf(b.level),
    );
}

const bad: ReadonlySet<ComparedStatus> = new Set<ComparedStatus>(['failed', 'warning', 'untested']);

function kindOf(statuses: readonly ComparedStatus[]): CheckChange['kind'] {
  const [last = 'absent', ...before] = statuses.toReversed();
  if (bad.has(last) && before.includes('passed')) return 'broken';
  return last === 'passed' && before.some((status) => bad.has(status)) ? 'mended' : 'other';
}

/** The runs of a history in the order in which they were made. */
export function historyOf(reports: readonly NamedReport[]): readonly RunFigures[] {
  return reports
    .map(figuresOf)
    .sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt) || (a.name < b.name ? -1 : 1));
}
