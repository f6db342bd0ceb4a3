import type { ExportPlan } from '../../export/plan.ts';
import type { Fired } from '../fired.ts';
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
 * The plan with these steps done to it, one after another. Rows are changed one by one when they are asked for, and the
 * same ones at every reading.
 *
 * `fired` is told once of each step that has changed something: at once where the plan itself is changed, or else when
 * the first row or attachment is.
 */
export function alterPlan(plan: ExportPlan, steps: readonly PlanStep[], fired: Fired): ExportPlan {
  return steps.reduce((altered, step) => {
    let told = false;
    const fire = () => {
      if (!told) fired(step);
      told = true;
    };
    return (changes[step.do] as Change<PlanStep>)(altered, step, fire);
  }, plan);
}
