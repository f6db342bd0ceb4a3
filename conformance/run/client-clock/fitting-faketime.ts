import type { Case } from '../../model/case.ts';
import type { ClientDescription } from '../../model/client-description.ts';
import type { RunObservation } from '../../model/observation.ts';
import { makeSandbox } from '../../sandbox/sandbox.ts';
import type { Kit } from '../kit.ts';
import { runCase } from '../run-case.ts';
import { allFaketimeSettings, type FaketimeSettings, startFaketime } from './faketime.ts';
import { needsTheClock } from './timed-case.ts';

/** The shortest time limit of a trial, seconds. */
const LEAST_SECONDS = 15;
/** The time limit of a trial with libfaketime, as a multiple of the time without it. */
const SLOWER = 5;

/**
 * Finds the settings of libfaketime with which a client with the clock of the machine ends as it does without
 * it, in a run in which it has to wait. Resolves to undefined when there are none, when there is no
 * libfaketime, and for a client or cases that need none.
 */
export async function fittingFaketime(
  kit: Kit,
  chosen: readonly Case[],
): Promise<FaketimeSettings | undefined> {
  if (kit.client.clock !== 'machine' || !kit.runner.processes || !chosen.some(needsTheClock))
    return undefined;
  if (process.platform !== 'linux' || kit.client.mode === 'json-lines') return undefined;
  // Certificates are valid around the time of the machine.
  if (kit.address.kind !== 'base-url') return undefined;
  const [first] = allFaketimeSettings;
  if (first === undefined || !(await isInstalled(first))) return undefined;
  const plain = await trial(kit, kit.client);
  if (plain?.outcome === undefined) return undefined;
  const seconds = Math.max(LEAST_SECONDS, (SLOWER * plain.process.ms) / 1000);
  const limited = { ...kit.client, timeLimitSeconds: Math.min(kit.client.timeLimitSeconds, seconds) };
  for (const settings of allFaketimeSettings) {
    const faked = await trial({ ...kit, faketime: settings }, limited);
    if (faked !== undefined && isSame(plain, faked)) return settings;
  }
  return undefined;
}

async function isInstalled(settings: FaketimeSettings): Promise<boolean> {
  await using faketime = await startFaketime(settings);
  return faketime !== undefined;
}

async function trial(kit: Kit, client: ClientDescription): Promise<RunObservation | undefined> {
  const one = waiting(client, kit.faketime !== undefined);
  if (one === undefined || kit.signal.aborted) return undefined;
  await using sandbox = await makeSandbox();
  const seen = await runCase(one, { ...kit, client }, sandbox);
  return 'lacks' in seen ? undefined : seen.runs[0];
}

/** A run with one failed response before the export; with a clock that is moved, it needs libfaketime. */
function waiting({ commands }: ClientDescription, isFaked: boolean): Case | undefined {
  if (commands.network === undefined) return undefined;
  return {
    id: 'trial-of-libfaketime',
    area: 'windows',
    title: 'The client waits and ends with libfaketime as without it.',
    runs: [
      {
        operation: 'network',
        parameters: { since: '2024-06-18T09:30:00+00:00' },
        scenario: 'error-503',
        ends: ['complete', 'failed'],
        ...(isFaked ? { advanceMs: 0 } : {}),
      },
    ],
    checks: [],
  };
}

function isSame(one: RunObservation, other: RunObservation): boolean {
  const statuses = ({ exchanges }: RunObservation) =>
    exchanges.map(({ response }) => response?.status ?? 0).join(' ');
  return one.outcome === other.outcome && statuses(one) === statuses(other);
}
