import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../schemas/durations.ts';
import { optionsOf } from '../../cases/world.ts';
import type { NoCall } from '../../client/command.ts';
import type { Case, Run } from '../../model/case.ts';
import type { ClientDescription } from '../../model/client-description.ts';
import { machineNow } from '../../util/timers.ts';
import { clockStepsOf, listedScenario } from '../played-scenario.ts';
import type { FaketimeSettings } from './faketime.ts';

/** A case with the clocks that it is run with. */
export interface TimedCase {
  readonly one: Case;
  /** The complete options of the server of the case. */
  readonly options: ReturnType<typeof optionsOf>;
  /**
   * The clock of the service. `fixed`: it stands, and the kit moves it. `machine`: it is that of the machine,
   * and the kit waits. `faked`: it runs, the kit moves it, and libfaketime moves that of the client with it.
   * `running`: it runs from the beginning of the case.
   */
  readonly clock: 'fixed' | 'machine' | 'faked' | 'running';
}

/** The time between two runs in real time: more than two whole seconds. */
export const REAL_STEP_MS = 2100;

/** The start of the first window in real time, before the first run: clients stop some minutes before now. */
const REAL_WINDOW_MS = 10 * MINUTE_MS;
/**
 * The start of the network in real time, before the first window: a client that begins earlier than it was
 * told, on purpose or with a damaged state, gets an export of minutes and not of months.
 */
const REAL_PAST_MS = HOUR_MS;
/** The maximum number of runs of a case in real time. */
const MOST_REAL_RUNS = 10;

/**
 * Chooses the clocks of a case for a client. A client with the clock of the machine gets it from libfaketime
 * where the kit found settings that suit it; else a case that needs no days of its own takes place in real
 * time, in the largest network, which has rows in nearly every second.
 */
export async function timedCase(
  one: Case,
  { clock }: Pick<ClientDescription, 'clock'>,
  faketime: FaketimeSettings | undefined,
): Promise<TimedCase | NoCall> {
  const fixed = { one, options: optionsOf(one), clock: one.world?.clock ?? 'fixed' } as const;
  if (clock !== 'machine' || !needsTheClock(one)) return fixed;
  if (one.runs.some(({ scenario }) => typeof scenario === 'object' && clockStepsOf(scenario).length > 0))
    return { lacks: 'the clock of the service' };
  if (faketime !== undefined)
    return { one: await withoutOtherClocks(one), options: fixed.options, clock: 'faked' };
  return canBeReal(one) ? inRealTime(one) : { lacks: 'libfaketime' };
}

/** Tells whether the watermark of a run comes from a clock. */
export function needsTheClock({ runs }: Case): boolean {
  return runs.some(
    ({ operation, parameters, advanceMs }) =>
      parameters.until === undefined && (operation === 'resume' || advanceMs !== undefined),
  );
}

/** The case without the scenarios in which the clocks of client and service differ. */
async function withoutOtherClocks(one: Case): Promise<Case> {
  const runs = one.runs.map(async ({ scenario, ...run }): Promise<Run> => {
    if (scenario === undefined) return run;
    const listed = typeof scenario === 'string' ? await listedScenario(scenario) : scenario;
    return listed !== undefined && clockStepsOf(listed).length > 0 ? run : { ...run, scenario };
  });
  return { ...one, runs: await Promise.all(runs) };
}

/** Tells whether a case means the same when its runs follow each other in seconds. */
function canBeReal({ world, needs = [], runs }: Case): boolean {
  return (
    world === undefined &&
    !needs.includes('until') &&
    runs.length <= MOST_REAL_RUNS &&
    runs.every(({ advanceMs = DAY_MS }) => advanceMs >= DAY_MS)
  );
}

function inRealTime(one: Case): TimedCase {
  const now = Math.floor(machineNow() / SECOND_MS) * SECOND_MS;
  const from = now - REAL_WINDOW_MS;
  const since = new Date(from).toISOString().replace('.000Z', '+00:00');
  const sized = optionsOf({ ...one, world: { now: new Date(now).toISOString(), size: 'huge' } });
  const options = { ...sized, start: from - REAL_PAST_MS };
  const runs = one.runs.map((run) => ({ ...run, parameters: { ...run.parameters, since } }));
  return { one: { ...one, runs }, options, clock: 'machine' };
}
