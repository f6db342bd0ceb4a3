import { type OwnScenario, type Step, scenarioCatalogue } from '../../server/index.ts';
import type { Case, Run } from '../model/case.ts';

/** The usual time of a run, and of one with an export that is too large for memory, seconds. */
const RUN_SECONDS = 1;
const LARGE_SECONDS = 10;
/** The time of a stream that comes piece by piece, seconds. */
const SLOW_SECONDS = 5;
/** The longest time that a client waits for a server that is silent, seconds. */
const MOST_SILENT_SECONDS = 10;
/** The number of requests of a client that tries again. */
const TRIES = 3;

/**
 * Sorts cases by the time that they take, longest first, so that none of them runs alone at the end. The time
 * is estimated from the number of runs and from the waits of their scenarios.
 */
export async function longestFirst(cases: readonly Case[]): Promise<readonly Case[]> {
  const catalogue = new Map((await scenarioCatalogue()).map((one) => [one.name, one]));
  const scenarioOf = ({ scenario }: Run): OwnScenario | undefined =>
    typeof scenario === 'string' ? catalogue.get(scenario) : scenario;
  const seconds = new Map(
    cases.map((one) => [
      one,
      one.runs.reduce(
        (sum, run) =>
          sum + (one.large ? LARGE_SECONDS : RUN_SECONDS) + waitingOf(scenarioOf(run), run) * TRIES,
        0,
      ),
    ]),
  );
  return cases.toSorted((a, b) => (seconds.get(b) ?? 0) - (seconds.get(a) ?? 0));
}

/** The longest time that a scenario makes a request wait, seconds; none for a client that is killed there. */
function waitingOf(scenario: OwnScenario | undefined, { midway }: Run): number {
  const rules = midway === 'kill' ? [] : (scenario?.rules ?? []);
  return Math.max(0, ...rules.map(({ steps }) => steps.reduce((sum, step) => sum + secondsOf(step), 0)));
}

function secondsOf(step: Step): number {
  if ('ms' in step) return Math.min(step.ms / 1000, MOST_SILENT_SECONDS);
  if ('seconds' in step) return Math.min(step.seconds, MOST_SILENT_SECONDS);
  return step.do === 'slow' ? SLOW_SECONDS : 0;
}
