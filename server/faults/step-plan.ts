import type { Step } from '../scenarios/index.ts';
import type { AnswerStep } from '../scenarios/steps/answer.ts';
import { answerKinds } from '../scenarios/steps/answer.ts';
import type { ArchiveStep } from '../scenarios/steps/archive.ts';
import { archiveKinds } from '../scenarios/steps/archive.ts';
import type { DataStep } from '../scenarios/steps/data.ts';
import { type JobStep, jobKinds } from '../scenarios/steps/job.ts';
import type { PartStep } from '../scenarios/steps/part.ts';
import { signInKinds } from '../scenarios/steps/sign-in.ts';
import type { TimeStep } from '../scenarios/steps/time.ts';
import { timeKinds } from '../scenarios/steps/time.ts';
import type { TransportStep } from '../scenarios/steps/transport.ts';
import { transportKinds } from '../scenarios/steps/transport.ts';

/** Reports that a step has taken effect; `byte` is the position in the response body where this is known. */
export type Fired = (step: Step, byte?: number) => void;

/**
 * The steps of one response, grouped by stage; within a stage in the order of the rules. Steps of signing in
 * have no place in an export.
 */
export interface StepPlan {
  readonly answer: readonly AnswerStep[];
  readonly time: readonly TimeStep[];
  readonly plan: readonly (DataStep | PartStep)[];
  readonly archive: readonly ArchiveStep[];
  readonly transport: readonly TransportStep[];
  readonly job: readonly JobStep[];
}

export function stepPlanOf(steps: readonly Step[]): StepPlan {
  const rest: (DataStep | PartStep)[] = [];
  const stages = {
    answer: [] as AnswerStep[],
    time: [] as TimeStep[],
    archive: [] as ArchiveStep[],
    transport: [] as TransportStep[],
    job: [] as JobStep[],
  };
  for (const step of steps) {
    if (isOf(answerKinds, step)) stages.answer.push(step as AnswerStep);
    else if (isOf(timeKinds, step)) stages.time.push(step as TimeStep);
    else if (isOf(archiveKinds, step)) stages.archive.push(step as ArchiveStep);
    else if (isOf(transportKinds, step)) stages.transport.push(step as TransportStep);
    else if (isOf(jobKinds, step)) stages.job.push(step as JobStep);
    else if (!isOf(signInKinds, step)) rest.push(step as DataStep | PartStep);
  }
  return { ...stages, plan: rest };
}

function isOf(kinds: object, step: Step): boolean {
  return Object.hasOwn(kinds, step.do);
}
