import type { OwnScenario } from '../scenarios/index.ts';

/** The name that stands for no scenario. */
const NONE = 'none';

/** Tells whether a scenario is given as `none`, and no own scenario has that name. */
export function isNoScenario(scenario: unknown, own: readonly OwnScenario[]): boolean {
  return scenario === NONE && !own.some(({ name }) => name === NONE);
}
