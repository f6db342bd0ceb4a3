import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkExport } from '../../../conformance/index.ts';
import { Tally } from '../../../server/export/log-txt.ts';
import { members } from '../../../server/export/members.ts';
import { openNetworkExport, openUserExport } from '../../../server/export/open-plan.ts';
import type { PlannedRows } from '../../../server/export/parts.ts';
import type { ExportPlan, PlannedCsv } from '../../../server/export/plan.ts';
import { alterPlan } from '../../../server/faults/data/index.ts';
import { verifiedAdmin } from '../../../server/http/auth.ts';
import { ErrorResponse } from '../../../server/http/error-response.ts';
import { parseQuery } from '../../../server/http/query.ts';
import type { Scenario, Step } from '../../../server/scenarios/scenario.ts';
import { stepsFor } from '../../../server/scenarios/schedule.ts';
import type { DataStep } from '../../../server/scenarios/steps/data.ts';
import type { PartStep } from '../../../server/scenarios/steps/part.ts';
import type { CheckedExportOptions } from '../../../server/sessions/context-options.ts';
import { writeZip } from '../../../server/zip/index.ts';
import { NOW, testContext, tiny } from '../serve.ts';
import { unzip } from '../unzip.ts';
import { all } from '../zip-members.ts';

/** A step that changes the plan. */
export type PlanStep = DataStep | PartStep;

/** A network of one month: it contains every kind of data and is generated quickly. */
export const month = { ...tiny, start: Date.UTC(2024, 5, 1) };
const [home] = (await testContext(tiny).world()).networks;
const uploader = home.sampleUsers(NOW).find((user) => [...home.userAttachments(user, NOW)].length > 0)?.id;

/** The data that an export contains: the network that a query requests, or one user. */
export interface Occasion {
  readonly options?: CheckedExportOptions;
  readonly query: string;
  readonly user?: string | undefined;
}

/** All data of the network. */
export const whole: Occasion = { query: 'since=0' };
export const occasions: Readonly<Record<string, Occasion>> = {
  'a whole network': whole,
  'the legacy profile': { options: { profile: 'legacy' }, query: 'since=2024-06-20' },
  'several networks': { query: 'since=2024-06-27&include_ens=true' },
  'text files in folders': {
    options: { assumptions: { 'text-files-of-several-networks': 'folders' } },
    query: 'since=2024-06-27&include_ens=true',
  },
  'hardly anything': { query: 'since=2024-06-30T11:59:00Z' },
  'no attachments': { query: 'since=2024-06-20&include=csv' },
  'another model': { query: 'since=2024-06-20&model=Topic' },
  'one user': { options: { start: undefined }, query: '', user: uploader },
};

export async function planOf({ options, query, user }: Occasion): Promise<ExportPlan> {
  const context = testContext({ ...month, ...options });
  const asked = parseQuery(query);
  const plan = await (user === undefined
    ? openNetworkExport(context, verifiedAdmin, { query: asked })
    : openUserExport(context, verifiedAdmin, { userId: user, query: asked }));
  if (plan instanceof ErrorResponse) throw new Error(plan.hint);
  return plan;
}

/**
 * A plan with the same rows, which computes each row once, for many exports. The rows are frozen: a fault
 * that changes them, not its own copy of them, fails.
 */
export function withRowsMadeOnce(plan: ExportPlan): ExportPlan {
  return { ...plan, csvs: plan.csvs.map(withOwnRowsMadeOnce) };
}

function withOwnRowsMadeOnce(csv: PlannedCsv): PlannedCsv {
  let made: PlannedRows | undefined;
  return { ...csv, rows: () => (made ??= Array.from(csv.rows(), (row) => Object.freeze(row))) };
}

/** The archive of an export with these steps, and the steps that reported a change. */
export async function makeArchive(plan: ExportPlan, steps: readonly PlanStep[]) {
  const fired: Step[] = [];
  const altered = alterPlan(plan, steps, (step) => fired.push(step));
  const pieces = await all(writeZip(members(altered, 'store', new Tally())));
  return { archive: Buffer.concat(pieces.map(({ bytes }) => bytes)), fired };
}

/** An export with these steps, the steps that reported a change, and the members that yauzl reads. */
export async function make(plan: ExportPlan, steps: readonly PlanStep[]) {
  const made = await makeArchive(plan, steps);
  return { ...made, members: await unzip(made.archive) };
}

/** The steps of a scenario that change the plan at the request with this number. */
export function planSteps({ rules }: Scenario, number: number): PlanStep[] {
  const nothingElse = {
    operation: 'network',
    asksFor: () => true,
    user: undefined,
    window: undefined,
    sample: 0,
  } as const;
  return stepsFor(rules, { number, ...nothingElse }).filter((step): step is PlanStep => step.do !== 'ids');
}

/** The codes of the findings of a check, each once. */
export async function found(folder: string, archive: Buffer) {
  const path = join(folder, 'export.zip');
  await writeFile(path, archive);
  const { findings, verdict, log } = await checkExport(path);
  return { codes: [...new Set(findings.map(({ code }) => code))], verdict, log };
}
