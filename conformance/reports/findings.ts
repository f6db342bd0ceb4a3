import { explainedShare, type Resemblance, resemblances } from '../fingerprints/resemblance.ts';
import { type ShippedTable, shippedTable } from '../fingerprints/shipped-table.ts';
import type { CaseResult, CheckResult, ConformanceReport } from '../model/report.ts';
import { shortened } from '../util/escape.ts';
import { shellWords } from '../util/shell.ts';
import { type Cause, causesOf, checkNames } from './causes.ts';
import { checksOf } from './check-status.ts';

/** A cause with all that a reader needs to mend it. */
export interface Finding extends Cause {
  /** The title of the fault, with the parameters that its checks name. */
  readonly title: string;
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

/** The least share of the failures of a finding that a mutant must explain to name it. */
const LEAST_EXPLAINED = 0.5;

/** The findings of a report, with the names of mutants from the table that ships with the kit. */
export function findingsOf(report: ConformanceReport, table = shippedTable()): Findings {
  const near = resemblancesOf(report, table);
  const list = causesOf(report).map((cause): Finding => {
    const [first] = cause.cases;
    const looksLike = mutantOf(cause, near, table);
    return {
      ...cause,
      title: titleOf(cause),
      names: checkNames(cause),
      ...(looksLike === undefined ? {} : { looksLike }),
      advice: cause.fault.advice,
      printed: first === undefined ? '' : lastLine(first),
      again: first === undefined ? '' : againCommand(report, first.id),
    };
  });
  return { looksLike: near.map(nameOfFault), list };
}

/** The finding that a check of a case belongs to, or else the one from which it follows. */
export function findingOfCheck(list: readonly Finding[], check: CheckResult): Finding | undefined {
  return list.find(({ all }) => all.has(check)) ?? list.find(({ consequences }) => consequences.has(check));
}

/** The mutants that a client resembles, by all checks that failed. */
export function resemblancesOf(report: ConformanceReport, table: ShippedTable): readonly Resemblance[] {
  const checks = checksOf(report);
  const ids = (...verdicts: readonly string[]) =>
    new Set(checks.filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id));
  return resemblances({ failed: ids('failed'), judged: ids('failed', 'passed') }, table);
}

/** The fault of the mutant that explains most of the failures of a cause. */
function mutantOf({ all }: Cause, near: readonly Resemblance[], table: ShippedTable): string | undefined {
  const ids = Array.from(all, ({ id }) => id);
  const shares = near.map((each) => ({ each, share: explainedShare(ids, each, table) }));
  const [best] = shares.sort((a, b) => b.share - a.share);
  return best !== undefined && best.share >= LEAST_EXPLAINED ? nameOfFault(best.each) : undefined;
}

/** `Never retries.` becomes `never retries`; two mutants are joined by `or`. */
function nameOfFault({ mutants }: Resemblance): string {
  return mutants
    .map(({ does }) => `${does.slice(0, 1).toLowerCase()}${does.slice(1).replace(/\.$/, '')}`)
    .join(', or ');
}

/** The faults whose title is more useful with the parameters of the checks. */
const WITH_PARAMETERS: ReadonlySet<string> = new Set(['wrong-request', 'wrong-encoding']);

function titleOf(cause: Cause): string {
  const { title, id } = cause.fault;
  const parameters = checkNames(cause).flatMap((name) => name.split(':')[1] ?? []);
  return WITH_PARAMETERS.has(id) && parameters.length > 0
    ? `${title}: ${[...new Set(parameters)].join(', ')}`
    : title;
}

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
