import type { JsonSchema } from '../../../schemas/index.ts';
import { areas, type ListedScenario, scenarioDefinitions } from '../../scenarios/index.ts';
import { closed, listOf, orNull, ref, text, wordOf } from './operation.ts';

const listed: { readonly [K in keyof ListedScenario]: JsonSchema } = {
  name: text('The name.'),
  area: wordOf(
    'The part of a response that it changes; `own` marks a scenario that is not of the catalogue.',
    [...areas, 'own'],
  ),
  what: orNull(text('The behaviour in one sentence; null when its author gave none.')),
  shows: orNull(text('The client bug that it reveals; null for an own scenario.')),
  source: orNull(text('The origin of the behaviour; null for an own scenario.')),
  steps: listOf('The explanation: one sentence per rule.', { type: 'string' }),
  token: text('The token that selects the scenario.'),
  curl: text('A command line that shows the behaviour.'),
};

const OPTIONAL = ['cycle', 'per'] as const;

/** The schemas of scenarios, by their name in the document. */
export const scenarioSchemas: Readonly<Record<string, JsonSchema>> = {
  ListedScenario: closed('A scenario, explained.', listed),
  ShownScenario: closed<Record<keyof ListedScenario | 'cycle' | 'per' | 'rules', unknown>>(
    'A scenario, explained, with its rules.',
    {
      ...listed,
      cycle: {
        description: 'The number of requests after which the numbering restarts.',
        type: 'integer',
        minimum: 1,
      },
      per: wordOf('The requests that are numbered together.', ['selection', 'token']),
      rules: listOf('The rules.', ref('ScenarioRule')),
    },
    OPTIONAL,
  ),
  CheckedScenario: closed('The result of the check of a scenario.', {
    mistakes: listOf('The mistakes; empty when the scenario can be added.', ref('Mistake')),
    scenario: orNull(ref('ListedScenario')),
  }),
  ScenarioList: closed('The scenarios that can be selected by name.', {
    scenarios: listOf('Own scenarios, then those of the catalogue.', ref('ListedScenario')),
  }),
  ...Object.fromEntries(
    Object.entries(scenarioDefinitions).map(([name, schema]) => [definitionName(name), schema]),
  ),
};

/** The name of a definition of the scenario schema: `scenario` is `Scenario`, `rule` is `ScenarioRule`. */
export function definitionName(name: string): string {
  return name === 'scenario' ? 'Scenario' : `Scenario${name[0]?.toUpperCase()}${name.slice(1)}`;
}
