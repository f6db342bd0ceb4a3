import { checkId, demandOf, judge } from '../checks/judge.ts';
import type { NoCall } from '../client/command.ts';
import type { Case } from '../model/case.ts';
import type { CheckSpec, Judgement } from '../model/check.ts';
import type { CaseObservation, RunObservation } from '../model/observation.ts';
import type { CaseResult, CheckResult } from '../model/report.ts';
import { performance } from '../util/timers.ts';
import { maskOf, runResultOf } from './run-result.ts';

/** The result of running a client through a case once. */
export interface CaseAttempt {
  readonly result: CaseResult;
  /**
   * Whether a run ended otherwise than by its own will: killed, by a signal, out of time, or never started.
   */
  readonly crashed: boolean;
  /**
   * The errors of the client after its runs that would have ended a process; more may come until the kit
   * ends.
   */
  late(): readonly string[];
}

/**
 * Judges what was seen in a case that began at this time of `performance.now()`. All runs of a case have the
 * same address, token and folders.
 */
export function caseAttemptOf(one: Case, seen: CaseObservation | NoCall, begun: number): CaseAttempt {
  const runs = 'lacks' in seen ? [] : seen.runs;
  const [first] = runs;
  const masked = first === undefined ? (text: string) => text : maskOf(first);
  return {
    crashed: runs.some(hasCrashed),
    late: () => runs.flatMap(({ process }) => process.lateErrors ?? []),
    result: {
      ...headOf(one),
      checks: one.checks.map((check) => {
        const result = checkResult(one, check, judged(check, seen));
        return { ...result, expected: masked(result.expected), seen: masked(result.seen) };
      }),
      runs: runs.map(runResultOf),
      ms: performance.now() - begun,
      clientMs: runs.reduce((sum, { process }) => sum + process.ms, 0),
    },
  };
}

/** A case that was not run, and why. */
export function skippedCase(one: Case, why: string): CaseAttempt {
  const checks = one.checks.map((check) => checkResult(one, check, { verdict: 'untested', why }));
  return { crashed: false, late: () => [], result: { ...headOf(one), checks, runs: [], ms: 0, clientMs: 0 } };
}

/** A case as it is judged when the kit ends: what its client did after its runs counts too. */
export function judgedAtEnd(taken: CaseAttempt): CaseAttempt {
  const [first] = taken.late();
  if (first === undefined) return taken;
  const expected = 'nothing that goes on after the run';
  const checks = taken.result.checks.map((check) => ({
    ...check,
    verdict: 'failed' as const,
    expected,
    seen: `after its run the client ${first}`,
  }));
  return { ...taken, result: { ...taken.result, checks } };
}

/** A shell that is told of a child's signal ends with the sum of this and its number. */
const BY_SIGNAL = 128;
const MOST_SIGNALS = 31;

/** A run that the kit itself means to kill does not count. */
function hasCrashed({ run, process: { ended } }: RunObservation): boolean {
  if (run.midway === 'kill' || ended.kind === 'returned') return false;
  if (ended.kind !== 'exited') return true;
  return ended.code > BY_SIGNAL && ended.code <= BY_SIGNAL + MOST_SIGNALS;
}

function headOf({ id, area, title }: Case): Pick<CaseResult, 'id' | 'area' | 'title'> {
  return { id, area, title };
}

function judged(check: CheckSpec, seen: CaseObservation | NoCall): Judgement {
  return 'lacks' in seen
    ? { verdict: 'unsupported', why: `The client has no way to be asked for ${seen.lacks}.` }
    : judge(check, seen);
}

function checkResult(one: Case, check: CheckSpec, judgement: Judgement): CheckResult {
  const { level, rule, label, why } = check;
  const said = 'why' in judgement ? { expected: 'to be tested', seen: judgement.why } : judgement;
  return {
    id: checkId(one, check),
    level,
    demand: demandOf(check),
    rule,
    label,
    why,
    verdict: judgement.verdict,
    expected: said.expected,
    seen: said.seen,
  };
}
