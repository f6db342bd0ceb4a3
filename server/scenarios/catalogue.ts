import { accessScenarios } from './catalogue/access.ts';
import { damagedArchives, surroundedArchives } from './catalogue/archive-damage.ts';
import { addedNames } from './catalogue/archive-names.ts';
import { addedContents, variantArchives } from './catalogue/archive-variants.ts';
import { dataScenarios } from './catalogue/data.ts';
import { filesExportScenarios } from './catalogue/files-export.ts';
import { bodyScenarios } from './catalogue/http-bodies.ts';
import { refusingScenarios } from './catalogue/http-refusals.ts';
import { partialScenarios } from './catalogue/partial.ts';
import { signInScenarios } from './catalogue/sign-in.ts';
import { timeScenarios } from './catalogue/time.ts';
import { transportScenarios } from './catalogue/transport.ts';
import type { Scenario } from './scenario.ts';

/** All scenarios of the catalogue, area by area. */
export const catalogue: readonly Scenario[] = [
  ...accessScenarios,
  ...signInScenarios,
  ...refusingScenarios,
  ...bodyScenarios,
  ...transportScenarios,
  ...damagedArchives,
  ...variantArchives,
  ...surroundedArchives,
  ...addedNames,
  ...addedContents,
  ...dataScenarios,
  ...partialScenarios,
  ...timeScenarios,
  ...filesExportScenarios,
];

const byName: ReadonlyMap<string, Scenario> = new Map(catalogue.map((scenario) => [scenario.name, scenario]));

/** The scenario with this name; undefined when the catalogue has none. */
export function scenarioByName(name: string): Scenario | undefined {
  return byName.get(name);
}
