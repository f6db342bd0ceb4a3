import { DAY_MS, SECOND_MS } from '../../../schemas/durations.ts';
import type { RunningServer, RunningSession } from '../../../server/index.ts';
import type { ClockNeed } from '../../client/command.ts';
import { windowOf } from '../../compare/answers.ts';
import type { RunObservation } from '../../model/observation.ts';
import { machineNow, performance, sleep } from '../../util/timers.ts';
import { type Faketime, type FaketimeSettings, startFaketime } from './faketime.ts';
import { REAL_STEP_MS, type TimedCase } from './timed-case.ts';

/** The session of a case, and the clocks of service and client. */
export interface CaseClocks extends AsyncDisposable {
  readonly session: RunningSession;
  /**
   * Lets this time pass before a run, milliseconds; in real time, a few seconds in its place. In a case about
   * earlier exports, the machine's clock shows another second at each run. Resolves to the time that the case
   * waited, milliseconds.
   */
  advance(which: 'first' | 'later', ms: number): Promise<number>;
  /** The environment that gives the client its clock. */
  env(): Readonly<Record<string, string>>;
}

interface Input {
  readonly server: RunningServer;
  readonly faketime?: FaketimeSettings | undefined;
  readonly signal: AbortSignal;
}

/** Begins the session of a case, with its clocks. */
export async function clocksOf(
  { one, options, clock }: TimedCase,
  { server, faketime: settings, signal }: Input,
): Promise<CaseClocks> {
  const { now, ...others } = options;
  const rateLimit = one.world?.rateLimit;
  const keepsEarlier = one.checks.some(({ check }) => check === 'keeps-the-earlier-export');
  const session = await server.session({ ...others, ...(clock === 'fixed' ? { now } : {}), rateLimit });
  const faketime: Faketime | undefined =
    clock === 'faked' && settings !== undefined ? await startFaketime(settings) : undefined;
  if (clock === 'running') session.clock.advance(now - machineNow());
  // The difference is in whole seconds, as libfaketime has it.
  if (faketime !== undefined) session.clock.advance(wholeSeconds(now - machineNow()));
  return {
    session,
    advance: async (which, ms) => {
      if (clock !== 'machine') session.clock.advance(ms);
      if (which === 'first') return 0;
      // A client may name its exports by the second: the next one has another name.
      const step = clock === 'machine' ? REAL_STEP_MS : keepsEarlier ? untilNextSecond() : 0;
      const begun = performance.now();
      if (step > 0) await sleep(step, undefined, { signal }).catch(() => {});
      return performance.now() - begun;
    },
    env: () => faketime?.envFor(session.clock.now() - machineNow()) ?? {},
    [Symbol.asyncDispose]: async () => {
      await session[Symbol.asyncDispose]();
      await faketime?.[Symbol.asyncDispose]();
    },
  };
}

function untilNextSecond(): number {
  return SECOND_MS - (machineNow() % SECOND_MS);
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS;
}

/**
 * The reason why a run of a client with the clock of the machine shows nothing: its clock is another one than
 * that of the service, or its windows are longer than real time allows.
 */
export function unfitClock({ clock }: TimedCase, seen: RunObservation): ClockNeed | undefined {
  const { exchanges, now, outcome } = seen;
  const isLater = exchanges
    .map(windowOf)
    .some(({ since, until }) => since > now + DAY_MS || until > now + DAY_MS);
  if (clock === 'faked' && isLater) return 'a program that libfaketime reaches';
  return clock === 'machine' && exchanges.length === 0 && outcome === 'complete'
    ? 'windows of seconds'
    : undefined;
}
