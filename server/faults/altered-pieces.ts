import type { Context } from '../export/context.ts';
import { Tally } from '../export/log-txt.ts';
import { members } from '../export/members.ts';
import { sharedPieces } from '../export/open-plan.ts';
import type { ExportPlan } from '../export/plan.ts';
import { type Member, type Piece, writeZip } from '../zip/index.ts';
import { archiveChanges } from './archive/index.ts';
import { alterPlan } from './data/index.ts';
import type { Fired, StepPlan } from './step-plan.ts';

/** An export and the steps that change it. */
export interface Altering {
  readonly plan: ExportPlan;
  readonly stepPlan: StepPlan;
  readonly context: Context;
  /** Once aborted, the iteration of the pieces throws its reason. */
  readonly signal: AbortSignal;
  readonly fired: Fired;
}

/** The archive of an export after all steps that precede the transfer; the same pieces at every call. */
export function alteredPieces({ plan, stepPlan, context, signal, fired }: Altering): AsyncIterable<Piece> {
  if (stepPlan.plan.length === 0 && stepPlan.archive.length === 0) {
    return sharedPieces(plan, context, signal);
  }
  const { compression, scheduler } = context;
  const made = (report: Fired): Iterable<Member> =>
    members(alterPlan(plan, stepPlan.plan, report), compression, new Tally());
  const changes = archiveChanges(stepPlan.archive, fired);
  const content = changes.members(made(fired), () => made(() => {}));
  return changes.pieces(writeZip(content, { ...changes.format, scheduler, signal }));
}
