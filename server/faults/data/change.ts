import { fileByKey } from '../../../schemas/index.ts';
import type { ExportPlan, PlannedCsv } from '../../export/plan.ts';
import type { DataStep } from '../../scenarios/steps/data.ts';
import type { PartStep } from '../../scenarios/steps/part.ts';

/** A step that changes the plan of an export. */
export type PlanStep = DataStep | PartStep;

/** Does a step of one kind to a plan. `fire` is called as soon as something has changed, as often as one likes. */
export type Change<S> = (plan: ExportPlan, step: S, fire: () => void) => ExportPlan;

/** How the steps of a family are done. A kind without an entry does not compile. */
export type Changes<S extends PlanStep> = {
  readonly [K in S['do']]: Change<Extract<S, { readonly do: K }>>;
};

/** Whether it is the CSV of that name, whichever profile's; any CSV is when there is no name. */
export function isNamed({ key }: PlannedCsv, file: string | undefined): boolean {
  return file === undefined || key === file || Object.values(fileByKey(key).names).includes(`${file}.csv`);
}

/** Its network's folder with the slash; `''` at the root. */
export function folderOf({ member }: PlannedCsv): string {
  return member.slice(0, member.lastIndexOf('/') + 1);
}

/** The plan with every CSV of that name changed, the folders of all networks included. One that is left without a byte has nothing to change. */
export function changeCsvs(
  plan: ExportPlan,
  file: string | undefined,
  change: (csv: PlannedCsv) => PlannedCsv,
): ExportPlan {
  const csvs = plan.csvs.map((csv) => (csv.dialect !== 'no-bytes' && isNamed(csv, file) ? change(csv) : csv));
  return { ...plan, csvs };
}
