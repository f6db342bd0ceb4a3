import { nearest } from '../../schemas/text.ts';

/** The error text for an unknown scenario name. Every entry point uses it. */
export function unknownScenario(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const advice =
    near === undefined ? 'See engage-export scenarios.' : `Did you mean ${JSON.stringify(near)}?`;
  return `expected the name of a scenario, got ${JSON.stringify(name.slice(0, 80))}. ${advice}`;
}
