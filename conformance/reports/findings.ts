import { explainedShare, type Resemblance, resemblances } from '../fingerprints/resemblance.ts';
import { type ShippedTable, shippedTable } from '../fingerprints/shipped-table.ts';
import type { CaseResult, ConformanceReport } from '../model/report.ts';
import { shortened } from '../util/escape.ts';
import { shellWords } from '../util/shell.ts';
import { adviceOf } from './advice.ts';
import { type Cause, causeKey, causesOf, checkNames, plainName, worstOf } from './causes.ts';
import { checksOf, statusOf } from './check-status.ts';

/** A cause with all that a reader needs to mend it. */
export interface Finding extends Cause {
  /** The names of the checks, without the runs that they judge. */
  readonly names: readonly string[];
  /** The fault of a mutant with the same failures, such as `never retries`. */
  readonly looksLike?: string;
  /** The advice, a sentence or two. */
  readonly advice: string;
  /** The last line that the client printed in the last run of the first case; empty when there is none. */
  readonly printed: string;
  /** The command that shows the first case again. */
  readonly again: string;
}

/** All findings of a report. */
export interface Findings {
  /** The faults of the mutants that the client resembles, such as `never retries`. */
  readonly looksLike: readonly string[];
  /** The findings, the first to mend first. */
  readonly list: readonly Finding[];
}

/** The least share of the failures of a case that a mutant must explain to name its cause. */
const LEAST_OF_A_CASE = 0.5;

/**
 * The findings of a report, with the names of mutants from the table that ships with the kit. Cases of the
 * same status that look like the same mutant are one finding.
 */
export function findingsOf(report: ConformanceReport, table = shippedTable()): Findings {
  const near = resemblancesOf(report, table);
  const faults = faultsOf(report, near, table);
  const faultOf = ({ id }: CaseResult) => faults.get(id);
  const list = causesOf(report, faultOf).map((cause): Finding => {
    const [first] = cause.cases;
    const looksLike = first && faultOf(first);
    return {
      ...cause,
      names: checkNames(cause),
      ...(looksLike === undefined ? {} : { looksLike }),
      advice: adviceFor(cause),
      printed: first === undefined ? '' : lastLine(first),
      again: first === undefined ? '' : againCommand(report, first.id),
    };
  });
  return { looksLike: near.map(nameOfFault), list };
}

/** The mutants that a client resembles, by all checks that failed. */
export function resemblancesOf(report: ConformanceReport, table: ShippedTable): readonly Resemblance[] {
  const checks = checksOf(report);
  const ids = (...verdicts: readonly string[]) =>
    new Set(checks.filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id));
  return resemblances({ failed: ids('failed'), judged: ids('failed', 'passed') }, table);
}

/**
 * The faults of the cases, by the ids of the cases. A case that no mutant explains has the fault of a case in
 * which the same checks fail; a single check says less, and must fail in the same area.
 */
function faultsOf(
  { cases }: ConformanceReport,
  near: readonly Resemblance[],
  table: ShippedTable,
): ReadonlyMap<string, string> {
  const likeOf = (one: CaseResult) => {
    const key = causeKey(one);
    return key.split('\n').length > 2 ? key : `${key}\n${one.area}`;
  };
  const failing = cases.filter((one) => causeKey(one) !== '');
  const own = failing.map((one) => ({ one, fault: faultIn(one, near, table) }));
  const alike = new Map(
    own.flatMap(({ one, fault }) => (fault === undefined ? [] : [[likeOf(one), fault] as const])),
  );
  return new Map(
    own.flatMap(({ one, fault = alike.get(likeOf(one)) }) =>
      fault === undefined ? [] : [[one.id, fault] as const],
    ),
  );
}

/** The fault of the mutant that explains most of the worst failures of a case. */
function faultIn(one: CaseResult, near: readonly Resemblance[], table: ShippedTable): string | undefined {
  const worst = worstOf(one);
  const ids = one.checks.filter((check) => statusOf(check) === worst).map(({ id }) => id);
  const shares = near.map((each) => ({ each, share: explainedShare(ids, each, table) }));
  const [best] = shares.sort((a, b) => b.share - a.share);
  return best !== undefined && best.share >= LEAST_OF_A_CASE ? nameOfFault(best.each) : undefined;
}

/** `Never retries.` becomes `never retries`; two mutants are joined by `or`. */
function nameOfFault({ mutants }: Resemblance): string {
  return mutants
    .map(({ does }) => `${does.slice(0, 1).toLowerCase()}${does.slice(1).replace(/\.$/, '')}`)
    .join(', or ');
}

/** The advice for the first checks of a cause, by the area of most of its cases. */
function adviceFor({ cases, checks }: Cause): string {
  const count = (area: string) => cases.filter((one) => one.area === area).length;
  const areas = [...new Set(cases.map(({ area }) => area))].sort((a, b) => count(b) - count(a));
  const advice = checks.map((check) => adviceOf(plainName(check), check.expected, areas[0] ?? ''));
  const known = [...new Set(advice)].filter((text) => text !== undefined).slice(0, MOST_ADVICE);
  return known.join(' ') || (checks[0]?.why ?? '');
}

const MOST_ADVICE = 2;
const MOST_PRINTED = 160;

function lastLine({ runs }: CaseResult): string {
  const { stderr = '', stdout = '' } = runs.at(-1) ?? {};
  return shortened((stderr.trim() || stdout.trim()).split('\n').at(-1) ?? '', MOST_PRINTED);
}

/** The command that runs a case again and shows its details. */
export function againCommand({ setup }: ConformanceReport, id: string): string {
  return setup.words.length === 0
    ? `runConformance({ client, only: ['${id}'] })`
    : shellWords(['npx', 'engage-export', 'test', '--rerun', id, ...setup.words]);
}
