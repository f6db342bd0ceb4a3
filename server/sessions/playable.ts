import { shown } from '../../schemas/index.ts';
import { catalogue, type OwnScenario, scenarioByName, validateScenario } from '../scenarios/index.ts';
import { isRecord } from '../util/is-record.ts';
import { isNoScenario } from './no-scenario.ts';
import { expected } from './option-readers.ts';
import { ScenarioError } from './session-options-error.ts';
import { unknownScenario } from './unknown-scenario.ts';

/**
 * Resolves a scenario: a name from the catalogue or of an own scenario, or a scenario object, which is
 * copied; undefined for `none`. Rejects with a `ScenarioError` when it is unknown or invalid.
 */
export async function playable(
  scenario: string | OwnScenario,
  own: readonly OwnScenario[],
): Promise<OwnScenario | undefined> {
  if (isNoScenario(scenario, own)) return undefined;
  if (typeof scenario === 'string') return named(scenario, own);
  if (own.includes(scenario) || scenarioByName(scenario?.name) === scenario) return scenario;
  if (isRecord(scenario)) return validated(scenario, 'scenario');
  throw new ScenarioError(`scenario: ${expected('the name of a scenario, or a scenario', scenario).text}`);
}

/**
 * Validates an own scenario. Its name must not be in the catalogue. `path` is its place in the error message.
 * Rejects with a `ScenarioError`.
 */
export async function ownScenario(value: OwnScenario, path = 'scenario'): Promise<OwnScenario> {
  const scenario = await validated(value, path);
  if (scenarioByName(scenario.name) === undefined) return scenario;
  throw new ScenarioError(
    `${path}/name: expected a name that is not in use, got ${shown(scenario.name)}, which is a name of the catalogue.`,
  );
}

/** Validates own scenarios. Their names must differ. Rejects with a `ScenarioError`. */
export async function ownScenarios(
  values: readonly OwnScenario[],
  path: string,
): Promise<readonly OwnScenario[]> {
  const scenarios = await Promise.all(values.map((value, index) => ownScenario(value, `${path}/${index}`)));
  const again = scenarios.findIndex(({ name }, at) => scenarios.findIndex((one) => one.name === name) < at);
  if (again === -1) return scenarios;
  throw new ScenarioError(
    `${path}/${again}/name: expected a name that is not in use, got ${shown(scenarios[again]?.name)} twice.`,
  );
}

async function validated(value: unknown, path: string): Promise<OwnScenario> {
  const found = await validateScenario(value);
  if ('scenario' in found) return found.scenario;
  throw new ScenarioError(found.mistakes.map((one) => `${path}${one.path}: ${one.text}`).join('\n'));
}

function named(name: string, own: readonly OwnScenario[]): OwnScenario {
  const scenario = own.find((one) => one.name === name) ?? scenarioByName(name);
  if (scenario !== undefined) return scenario;
  const known = [...own, ...catalogue].map((one) => one.name);
  throw new ScenarioError(`scenario: ${unknownScenario(name, known)}`);
}
