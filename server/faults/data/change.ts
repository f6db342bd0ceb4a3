import { fileByKey } from '../../../schemas/index.ts';
import type { ExportPlan, PlannedCsv } from '../../export/plan.ts';
import type { DataStep } from '../../scenarios/steps/data.ts';
import type { PartStep } from '../../scenarios/steps/part.ts';

/** A step that changes the export plan. */
export type PlanStep = DataStep | PartStep;

/**
 * Applies a step of one kind to a plan. It calls `fire` as soon as something has changed; repeated calls are
 * allowed.
 */
export type Change<S> = (plan: ExportPlan, step: S, fire: () => void) => ExportPlan;

/** The implementation of a family of steps. A missing kind is a compile error. */
export type Changes<S extends PlanStep> = {
  readonly [K in S['do']]: Change<Extract<S, { readonly do: K }>>;
};

/** Tells whether the CSV has this name in any profile; true for every CSV when `file` is undefined. */
export function isNamed({ key }: PlannedCsv, file: string | undefined): boolean {
  return file === undefined || key === file || Object.values(fileByKey(key).names).includes(`${file}.csv`);
}

/** The folder of its network with the slash; `''` at the root. */
export function folderOf({ member }: PlannedCsv): string {
  return member.slice(0, member.lastIndexOf('/') + 1);
}

/**
 * The plan with the change applied to every CSV of this name, in the folders of all networks. A CSV that a
 * step has emptied to zero bytes stays unchanged.
 */
export function changeCsvs(
  plan: ExportPlan,
  file: string | undefined,
  change: (csv: PlannedCsv) => PlannedCsv,
): ExportPlan {
  const csvs = plan.csvs.map((csv) => (csv.dialect !== 'no-bytes' && isNamed(csv, file) ? change(csv) : csv));
  return { ...plan, csvs };
}
