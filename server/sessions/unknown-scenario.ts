import { nearest } from '../../schemas/index.ts';

/** What is said of a name that no scenario has, the same through every door. */
export function unknownScenario(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const advice =
    near === undefined ? 'See engage-export scenarios.' : `Did you mean ${JSON.stringify(near)}?`;
  return `expected the name of a scenario, got ${JSON.stringify(name.slice(0, 80))}. ${advice}`;
}
