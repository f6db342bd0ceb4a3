import type { CheckSpec, Judgement } from '../model/check.ts';
import type { CaseObservation, RunObservation } from '../model/observation.ts';

/** A check on a run of a client. */
export interface Check {
  /** The demand, as a sentence without its full stop; `{of}` is the parameter of the check. */
  readonly demand: string;
  /** The parameter in words; the parameter itself when left out. */
  readonly inWords?: (of: string) => string;
  /** Judges the observation, without side effects. */
  judge(seen: RunObservation, check: CheckSpec, all: CaseObservation): Judgement;
}

/** The demand of a check with its parameter in words, without a full stop. */
export function demandWith(
  { demand, inWords = (of) => of }: Pick<Check, 'demand' | 'inWords'>,
  of: string,
): string {
  return demand.replace('{of}', () => inWords(of));
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
