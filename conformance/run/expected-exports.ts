import type { Exchange, RunningServer, RunningSession } from '../../server/index.ts';
import { askedOf, type optionsOf } from '../cases/world.ts';
import { expectedExportOf, servedExport } from '../compare/expected-export.ts';
import { servedAt } from '../compare/served-windows.ts';
import type { Case, Run } from '../model/case.ts';
import type { RunValues } from '../model/client-description.ts';
import type { RunObservation } from '../model/observation.ts';

/** A run with its case, server and session. */
export interface ExpectedExportInput {
  readonly one: Case;
  readonly run: Run;
  /** The options of the server of the case. */
  readonly options: ReturnType<typeof optionsOf>;
  readonly kit: { readonly server: RunningServer };
  readonly session: RunningSession;
}

type Exports = Pick<RunObservation, 'expectedExport' | 'baselineExport'>;

/**
 * The exports that the client of a run may write, once its requests are known. They are computed while the
 * client runs if window and clock are known before the run, which they are not for a `resume`.
 */
export function expectedExportsOf(
  turn: ExpectedExportInput,
  values: RunValues,
): (exchanges: readonly Exchange[]) => Promise<Exports> {
  const { one, run, session } = turn;
  if (one.large === true) return async () => ({ expectedExport: undefined, baselineExport: undefined });
  const now = session.clock.now();
  const ahead = run.operation === 'resume' ? undefined : exportsAt(turn, now, askedOf(run, values, []));
  // The error is reported where the promise is awaited, if at all.
  ahead?.catch(() => {});
  return async (exchanges) => {
    const at = servedAt(exchanges) ?? session.clock.now();
    return ahead !== undefined && at === now ? ahead : exportsAt(turn, at, askedOf(run, values, exchanges));
  };
}

/** The baseline export at this time, the export that the scenario serves, or both. */
async function exportsAt(
  { run: { scenario, truth }, kit, options }: ExpectedExportInput,
  now: number,
  asked: ReturnType<typeof askedOf>,
): Promise<Exports> {
  const world = { ...options, now };
  if (truth === undefined || scenario === undefined) {
    return { expectedExport: await expectedExportOf(world, asked), baselineExport: undefined };
  }
  const served = await servedExport(kit.server, world, { ...asked, scenario });
  return {
    expectedExport: served,
    baselineExport: truth === 'served' ? undefined : await expectedExportOf(world, asked),
  };
}
