import { sampleOf, stepsFor } from '../scenarios/index.ts';
import type { JobStep } from '../scenarios/steps/job.ts';
import { answerBy } from './answers.ts';
import { type ScenarioRequest, tooEarly } from './perform.ts';
import { stepPlanOf } from './step-plan.ts';

/** A request to the Files Export API that a scenario applies to. Its token is accepted already. */
export interface FilesScenarioRequest extends Omit<ScenarioRequest, 'userId' | 'query'> {
  /** The range of the request, Unix milliseconds, `to` exclusive; undefined when the request has none. */
  readonly window: { readonly from: number; readonly to: number } | undefined;
  /** True if the request is valid; an invalid one uses no number. */
  readonly valid: boolean;
}

/**
 * Runs the steps of a scenario that answer a request to the Files Export API.
 *
 * @returns The steps for an export request that is created now; undefined when a step has answered.
 */
export async function performFilesRequest(
  input: FilesScenarioRequest,
): Promise<readonly JobStep[] | undefined> {
  const { session, scenario, chosenBy, request, reply, record, window, valid } = input;
  const progress = session.progress(chosenBy);
  if (tooEarly(progress, reply, session.clock.now())) return undefined;
  const count = progress.count + 1;
  const number = ((count - 1) % (scenario.cycle ?? Number.POSITIVE_INFINITY)) + 1;
  const operation = 'files';
  const stepPlan = stepPlanOf(
    stepsFor(scenario.rules, {
      number,
      operation,
      asksFor: () => false,
      user: undefined,
      window,
      sample: sampleOf(chosenBy, count),
    }),
  );
  if (valid && !request.raw.destroyed) progress.count = count;
  record.scenario = { name: scenario.name, number };
  const assumptions = await session.context.assumptions();
  const context = { session, chosenBy, request, reply, record, progress, operation, assumptions } as const;
  return (await answerBy(stepPlan.answer, context)) ? undefined : stepPlan.job;
}
