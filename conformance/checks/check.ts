import type { CheckSpec, Judgement } from '../model/check.ts';
import type { CaseObservation, RunObservation } from '../model/observation.ts';

/** A check on a run of a client. */
export interface Check {
  /** The demand, as a sentence without its full stop; `{of}` is the parameter of the check. */
  readonly demand: string;
  /** Judges the observation, without side effects. */
  judge(seen: RunObservation, check: CheckSpec, all: CaseObservation): Judgement;
}

/** The judgement of a condition, with the observation. */
export function held(condition: boolean, expected: string, seen: string): Judgement {
  return { verdict: condition ? 'passed' : 'failed', expected, seen };
}

/** The judgement `untested`: the check could not be judged. */
export function untested(why: string): Judgement {
  return { verdict: 'untested', why };
}

/** The judgement `unsupported`: the check does not apply to this client. */
export function unsupported(why: string): Judgement {
  return { verdict: 'unsupported', why };
}
