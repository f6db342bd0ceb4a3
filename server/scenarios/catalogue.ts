import { accessScenarios } from './catalogue/access.ts';
import { archiveScenarios } from './catalogue/archive.ts';
import { dataScenarios } from './catalogue/data.ts';
import { httpScenarios } from './catalogue/http.ts';
import { partialScenarios } from './catalogue/partial.ts';
import { timeScenarios } from './catalogue/time.ts';
import { transportScenarios } from './catalogue/transport.ts';
import type { Scenario } from './scenario.ts';

/** All scenarios of the catalogue, area by area. */
export const catalogue: readonly Scenario[] = [
  ...accessScenarios,
  ...httpScenarios,
  ...transportScenarios,
  ...archiveScenarios,
  ...dataScenarios,
  ...partialScenarios,
  ...timeScenarios,
];

const byName: ReadonlyMap<string, Scenario> = new Map(catalogue.map((scenario) => [scenario.name, scenario]));

/** The scenario with this name; undefined when the catalogue has none. */
export function scenarioByName(name: string): Scenario | undefined {
  return byName.get(name);
}
