import { catalogue, type OwnScenario, scenarioByName, shown, validateScenario } from '../scenarios/index.ts';
import { unknownScenario } from './unknown-scenario.ts';

/** A scenario cannot be played, or nobody knows it. The message has a line for each mistake: what was expected and what came. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}

/** The scenario of a name, out of the catalogue or of somebody's own; or a scenario that somebody wrote, as a copy that nobody changes. Rejects with a `ScenarioError`. */
export async function playable(
  scenario: string | OwnScenario,
  own: readonly OwnScenario[],
): Promise<OwnScenario> {
  if (typeof scenario === 'string') return named(scenario, own);
  if (own.includes(scenario) || scenarioByName(scenario.name) === scenario) return scenario;
  const validated = await validateScenario(scenario);
  if ('scenario' in validated) return validated.scenario;
  const lines = validated.mistakes.map(({ path, text }) => `scenario${path}: ${text}`);
  throw new ScenarioError(lines.join('\n'));
}

/** A scenario that somebody brings, which has a name of its own. Rejects with a `ScenarioError`. */
export async function ownScenario(value: OwnScenario): Promise<OwnScenario> {
  const scenario = await playable(value, []);
  if (scenarioByName(scenario.name) === undefined) return scenario;
  throw new ScenarioError(
    `scenario/name: expected a name of its own, got ${shown(scenario.name)}, which the catalogue has.`,
  );
}

function named(name: string, own: readonly OwnScenario[]): OwnScenario {
  const scenario = own.find((one) => one.name === name) ?? scenarioByName(name);
  if (scenario !== undefined) return scenario;
  const known = [...own, ...catalogue].map((one) => one.name);
  throw new ScenarioError(`scenario: ${unknownScenario(name, known)}`);
}
