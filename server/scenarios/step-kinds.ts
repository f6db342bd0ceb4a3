import type { Step } from './scenario.ts';
import { answerKinds } from './steps/answer.ts';
import { archiveKinds } from './steps/archive.ts';
import { dataKinds } from './steps/data.ts';
import { jobKinds } from './steps/job.ts';
import type { StepKind, StepKinds } from './steps/kind.ts';
import { partKinds } from './steps/part.ts';
import { signInKinds } from './steps/sign-in.ts';
import { timeKinds } from './steps/time.ts';
import { transportKinds } from './steps/transport.ts';

/** All kinds of steps, by the value of `do`. */
export const stepKinds: StepKinds<Step> = {
  ...signInKinds,
  ...answerKinds,
  ...timeKinds,
  ...partKinds,
  ...dataKinds,
  ...archiveKinds,
  ...transportKinds,
  ...jobKinds,
};

/** The explanation of a step, as the predicate of a sentence. */
export function explainStep(step: Step): string {
  return (stepKinds[step.do] as StepKind<Step>).explain(step);
}

/** Tells whether the body of the response ends at the byte of the step. */
export function endsBody(step: Step): boolean {
  return (stepKinds[step.do] as StepKind<Step>).endsBody?.(step) ?? false;
}
