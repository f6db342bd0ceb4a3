import { type OwnScenario, type Scenario, scenarioCatalogue } from '../../server/index.ts';
import type { Run } from '../model/case.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

/** A scenario as it is played in a run. */
export interface PlayedScenario {
  readonly scenario: Run['scenario'];
  /** The time by which it moves the clock of the service at the first request, milliseconds. */
  readonly offsetMs: number;
}

/**
 * The scenario of a run. `{root}` in it is replaced by the folder of the case. A scenario of the catalogue
 * loses its cycle: its first requests fail once in a run, however many requests the client makes. A client
 * that requests each model on its own would else wait for each of them.
 */
export async function playedScenario({ scenario }: Run, { root }: Sandbox): Promise<PlayedScenario> {
  if (scenario === undefined) return { scenario, offsetMs: 0 };
  if (typeof scenario === 'object') return { scenario: placed(scenario, root), offsetMs: offsetOf(scenario) };
  const listed = await listedScenario(scenario);
  if (listed === undefined) return { scenario, offsetMs: 0 };
  const { name, rules, cycle } = listed;
  return { scenario: cycle === undefined ? name : { name, rules }, offsetMs: offsetOf(listed) };
}

/** The scenario of the catalogue with this name. */
export async function listedScenario(name: string): Promise<Scenario | undefined> {
  return (await scenarioCatalogue()).find((one) => one.name === name);
}

/** The steps of a scenario that move the clock of the service. */
export function clockStepsOf({ rules }: Pick<OwnScenario, 'rules'>) {
  return rules.flatMap(({ steps = [] }) => steps.flatMap((step) => (step.do === 'clock' ? [step] : [])));
}

function offsetOf({ rules }: Pick<OwnScenario, 'rules'>): number {
  const ofTheFirst = rules.filter(({ when }) => Number.parseInt(when?.requests ?? '1', 10) === 1);
  return clockStepsOf({ rules: ofTheFirst }).reduce((sum, { offsetMs = 0 }) => sum + offsetMs, 0);
}

function placed(scenario: OwnScenario, root: string): OwnScenario {
  return JSON.parse(JSON.stringify(scenario), (_, value) =>
    typeof value === 'string' ? value.replaceAll('{root}', root) : value,
  );
}
