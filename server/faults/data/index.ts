import type { ExportPlan } from '../../export/plan.ts';
import type { Fired } from '../step-plan.ts';
import { attachmentChanges } from './attachments.ts';
import type { Change, Changes, PlanStep } from './change.ts';
import { columnChanges } from './columns.ts';
import { dialectChanges } from './dialects.ts';
import { partChanges } from './parts.ts';
import { rowChanges } from './rows.ts';

const changes: Changes<PlanStep> = {
  ...dialectChanges,
  ...columnChanges,
  ...rowChanges,
  ...attachmentChanges,
  ...partChanges,
};

/**
 * Applies the steps to the plan in order. Rows are changed one by one when they are read, and in the same way
 * at every reading.
 *
 * `fired` is called once for each step that has changed something: at once when the plan itself changes,
 * otherwise when the first row or attachment changes.
 */
export function alterPlan(plan: ExportPlan, steps: readonly PlanStep[], fired: Fired): ExportPlan {
  return steps.reduce((altered, step) => {
    let reported = false;
    const fire = () => {
      if (!reported) fired(step);
      reported = true;
    };
    return (changes[step.do] as Change<PlanStep>)(altered, step, fire);
  }, plan);
}
