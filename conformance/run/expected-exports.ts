import type { Exchange, RunningServer, RunningSession } from '../../server/index.ts';
import { askedOf, type optionsOf } from '../cases/world.ts';
import { expectedExportOf, servedExport } from '../compare/expected-export.ts';
import { servedAt } from '../compare/served-windows.ts';
import type { Case, Run } from '../model/case.ts';
import type { RunValues } from '../model/client-description.ts';
import type { RunObservation } from '../model/observation.ts';

/** A run, and where it happens. */
export interface ExpectedExportInput {
  readonly one: Case;
  readonly run: Run;
  /** The options of the server of the case. */
  readonly options: ReturnType<typeof optionsOf>;
  readonly kit: { readonly server: RunningServer };
  readonly session: RunningSession;
}

type Truths = Pick<RunObservation, 'expectedExport' | 'baselineExport'>;

/**
 * The exports that the client of a run may keep, once its requests are known. They are computed while the
 * client runs, as far as window and clock are known before: those of a `resume` are not.
 */
export function expectedExportsOf(
  turn: ExpectedExportInput,
  values: RunValues,
): (exchanges: readonly Exchange[]) => Promise<Truths> {
  const { one, run, session } = turn;
  if (one.large === true) return async () => ({ expectedExport: undefined, baselineExport: undefined });
  const now = session.clock.now();
  const ahead = run.operation === 'resume' ? undefined : truthsAt(turn, now, askedOf(run, values, []));
  // Told where it is waited for, if at all.
  ahead?.catch(() => {});
  return async (exchanges) => {
    const at = servedAt(exchanges) ?? session.clock.now();
    return ahead !== undefined && at === now ? ahead : truthsAt(turn, at, askedOf(run, values, exchanges));
  };
}

/** The usual export at this time, what the scenario of the run makes of it, or either. */
async function truthsAt(
  { run: { scenario, truth }, kit, options }: ExpectedExportInput,
  now: number,
  asked: ReturnType<typeof askedOf>,
): Promise<Truths> {
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
