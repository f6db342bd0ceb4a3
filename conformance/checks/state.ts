import { SECOND_MS } from '../../schemas/durations.ts';
import type { RunObservation } from '../model/observation.ts';
import { type Check, held, untested } from './check.ts';

/** The window of the last request of a run, as the service read it; undefined when there was none. */
function windowOf({
  exchanges,
}: RunObservation): { readonly since: number; readonly until: number } | undefined {
  const parameters = exchanges.findLast((exchange) => exchange.parameters !== null)?.parameters;
  const at = (name: string) => Date.parse(parameters?.find(([one]) => one === name)?.[1] ?? '');
  return parameters ? { since: at('since'), until: at('until') } : undefined;
}

/** Checks on the state that the client keeps from run to run. */
export const stateChecks = {
  'goes-on-where-it-ended': {
    demand: 'The window starts where the last complete export ended, without a gap',
    judge: (seen, _, { runs }) => {
      const index = runs.indexOf(seen);
      const before = runs.slice(0, index).findLast(({ run }) => run.ends.includes('complete'));
      const [last, now] = [before && windowOf(before), windowOf(seen)];
      if (last === undefined) return untested('There was no complete run before.');
      if (now === undefined) return held(false, 'a request with a window', 'none');
      const text = (at: number) => new Date(at).toISOString();
      const end = Math.floor(last.until / SECOND_MS) * SECOND_MS + SECOND_MS;
      return held(
        now.since <= end && now.since >= last.since,
        `since at ${text(end)} or earlier, not before ${text(last.since)}`,
        `since ${text(now.since)}`,
      );
    },
  },
} as const satisfies Readonly<Record<string, Check>>;
