import { checkId } from '../cases/ids.ts';
import { demandOf, judge } from '../checks/judge.ts';
import { maskOf } from '../checks/mask.ts';
import type { ClockNeed, NoCall } from '../client/command.ts';
import type { Case } from '../model/case.ts';
import type { CheckSpec, Judgement } from '../model/check.ts';
import { featuresOf } from '../model/feature.ts';
import type { CaseObservation, RunObservation } from '../model/observation.ts';
import type { CaseResult, CheckResult } from '../model/report.ts';
import { performance } from '../util/timers.ts';
import { clientMsOf, type LackingCase } from './client-time.ts';
import { isKilled } from './run-client.ts';
import { runResultOf } from './run-result.ts';

/** The result of running a client through a case once. */
export interface CaseAttempt {
  readonly result: CaseResult;
  /**
   * True if a run did not end by itself: killed, ended by a signal, timed out, or never started.
   */
  readonly crashed: boolean;
  /**
   * The errors of the client after its runs that would have ended a process; more may come until the kit
   * ends.
   */
  late(): readonly string[];
}

/**
 * Judges the observation of a case that began at this time of `performance.now()`. All runs of a case have
 * the same token and folders.
 */
export function caseAttemptOf(
  one: Case,
  observation: CaseObservation | LackingCase,
  begun: number,
): CaseAttempt {
  const runs = 'lacks' in observation ? [] : observation.runs;
  // A port that refuses connections is another address.
  const masks = [...new Map(runs.map((run) => [run.values.base_url, run])).values()].map(maskOf);
  const masked = (text: string) => masks.reduce((rest, mask) => mask(rest), text);
  return {
    crashed: runs.some(hasCrashed),
    late: lateErrorsOf(runs),
    result: {
      ...headOf(one),
      checks: one.checks.map((check) => {
        const result = checkResult(one, check, judged(check, observation));
        return { ...result, expected: masked(result.expected), seen: masked(result.seen) };
      }),
      runs: runs.map(runResultOf),
      ms: performance.now() - begun,
      clientMs: 'lacks' in observation ? observation.clientMs : clientMsOf(runs),
    },
  };
}

/**
 * Makes a function that returns the errors so far. It must not refer to the observations, which hold whole
 * exports: every attempt is kept until the kit ends.
 */
function lateErrorsOf(runs: readonly RunObservation[]): CaseAttempt['late'] {
  const growing = runs.flatMap(({ process: { lateErrors } }) =>
    lateErrors === undefined ? [] : [lateErrors],
  );
  return () => growing.flat();
}

/** The result of a case that was not run, with the reason. */
export function skippedCase(one: Case, why: string): CaseAttempt {
  const checks = one.checks.map((check) => checkResult(one, check, { verdict: 'untested', why }));
  return { crashed: false, late: () => [], result: { ...headOf(one), checks, runs: [], ms: 0, clientMs: 0 } };
}

/** The result of a case at the end of the kit: errors of the client after its runs count too. */
export function judgedAtEnd(attempt: CaseAttempt): CaseAttempt {
  const [first] = attempt.late();
  if (first === undefined) return attempt;
  const expected = 'no error of the client after its run';
  const checks = attempt.result.checks.map((check) => ({
    ...check,
    verdict: 'failed' as const,
    expected,
    seen: `after its run, the client ${first}`,
  }));
  return { ...attempt, result: { ...attempt.result, checks } };
}

/** The exit code of a shell whose child ended by a signal is the sum of this and the signal's number. */
const BY_SIGNAL = 128;
const MOST_SIGNALS = 31;

/** A run that the kit itself kills on purpose does not count. */
function hasCrashed({ run, process: { ended } }: RunObservation): boolean {
  if (isKilled(run) || ended.kind === 'returned') return false;
  if (ended.kind !== 'exited') return true;
  return ended.code > BY_SIGNAL && ended.code <= BY_SIGNAL + MOST_SIGNALS;
}

function headOf(one: Case): Pick<CaseResult, 'id' | 'area' | 'title' | 'needs'> {
  const { id, area, title } = one;
  return { id, area, title, needs: featuresOf(one) };
}

function judged(check: CheckSpec, observation: CaseObservation | NoCall): Judgement {
  return 'lacks' in observation
    ? { verdict: 'unsupported', why: lackText(observation.lacks) }
    : judge(check, observation);
}

function checkResult(one: Case, check: CheckSpec, judgement: Judgement): CheckResult {
  const { level, rule, label, why } = check;
  const finding =
    'why' in judgement ? { expected: 'a run that this check can judge', seen: judgement.why } : judgement;
  return {
    id: checkId(one, check),
    level,
    demand: demandOf(check),
    rule,
    label,
    why,
    verdict: judgement.verdict,
    expected: finding.expected,
    seen: finding.seen,
  };
}

const clockTexts: Readonly<Record<ClockNeed, string>> = {
  'the clock of the service':
    'The client takes the time from the clock of the machine, which the kit cannot set.',
  libfaketime:
    'The client takes the time from the clock of the machine. The kit sets it with libfaketime, but not over HTTPS; and it needs a program faketime with which this client runs as it does without.',
  'a program that libfaketime reaches':
    'The client takes the time from the clock of the machine, and libfaketime does not reach it.',
  'windows of seconds':
    'The client takes the time from the clock of the machine, and made no request in runs that are seconds apart.',
};

function lackText(lacks: NoCall['lacks']): string {
  if (lacks in clockTexts) return clockTexts[lacks as ClockNeed];
  if (lacks === 'a shell with ulimit') return 'This system has no way to limit the size of files.';
  if (lacks === 'the address of the service')
    return 'The client reaches the service by a base URL over HTTP; the case needs "address": "proxy" or "hosts" in its description.';
  if (lacks === 'signing in') return 'The client made no request to sign in.';
  if (lacks === 'an output folder') {
    return 'The client itself writes nothing to {out_dir}; the kit dumps its database there.';
  }
  return `The client does not support ${lacks}.`;
}
