import type { CheckData, Judgement } from '../model/check.ts';
import type { CaseSeen, RunSeen } from '../model/observation.ts';

/** Something that can be looked at in a run of a client. */
export interface Aspect {
  /** What is demanded, as a sentence without its end; `{of}` is the check's parameter. */
  readonly demand: string;
  /** Judges what was seen, and nothing else. */
  judge(seen: RunSeen, check: CheckData, all: CaseSeen): Judgement;
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
