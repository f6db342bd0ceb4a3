import type { CheckSpec, Judgement } from '../model/check.ts';
import type { CaseObservation, RunObservation } from '../model/observation.ts';

/** Something that can be looked at in a run of a client. */
export interface Check {
  /** The demand, as a sentence without its full stop; `{of}` is the parameter of the check. */
  readonly demand: string;
  /** Judges what was seen, and nothing else. */
  judge(seen: RunObservation, check: CheckSpec, all: CaseObservation): Judgement;
}

/** The judgement of a condition, with what was seen. */
export function held(condition: boolean, expected: string, seen: string): Judgement {
  return { verdict: condition ? 'passed' : 'failed', expected, seen };
}

/** A check that could not be judged, and why. */
export function untested(why: string): Judgement {
  return { verdict: 'untested', why };
}

/** A check that is not for this client, and why. */
export function unsupported(why: string): Judgement {
  return { verdict: 'unsupported', why };
}
