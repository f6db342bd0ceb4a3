import { BEYOND_MS, endOfSecond, exportRequests, windowOf } from '../compare/answers.ts';
import type { RunObservation } from '../model/observation.ts';
import { type Check, held, untested } from './check.ts';

/**
 * The window from the earliest start to the latest end of the requests of a run, as the service read them;
 * undefined without a request that has one.
 */
function wholeWindow({
  exchanges,
}: RunObservation): { readonly since: number; readonly until: number } | undefined {
  const windows = exportRequests(exchanges)
    .map(windowOf)
    .filter(({ since }) => !Number.isNaN(since));
  if (windows.length === 0) return undefined;
  return {
    since: Math.min(...windows.map(({ since }) => since)),
    until: Math.max(...windows.map(({ until }) => until)),
  };
}

/** Checks on the state that the client keeps from run to run. */
export const stateChecks = {
  'goes-on-where-it-ended': {
    demand: 'The window starts where the last complete export ended, without a gap',
    judge: (seen, _, { runs }) => {
      const index = runs.indexOf(seen);
      const before = runs.slice(0, index).findLast(({ run }) => run.ends.includes('complete'));
      const [last, now] = [before && wholeWindow(before), wholeWindow(seen)];
      if (last === undefined) return untested('There was no complete run before.');
      if (now === undefined) return held(false, 'a request with a window', 'no request with a window');
      const text = (at: number) => new Date(at).toISOString();
      const end = endOfSecond(last.until);
      return held(
        now.since <= end && now.since >= last.since - BEYOND_MS,
        `since at ${text(end)} or earlier, not before ${text(last.since - BEYOND_MS)}`,
        `since ${text(now.since)}`,
      );
    },
  },
} as const satisfies Readonly<Record<string, Check>>;
