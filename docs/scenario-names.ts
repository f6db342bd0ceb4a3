import { catalogue } from '../server/scenarios/index.ts';

/** The module with the names of the catalogue as literals, which types cannot derive from the catalogue. */
export function scenarioNamesModule(): string {
  const names = catalogue.map(({ name }) => `  '${name}',\n`).join('');
  return `// Derived from server/scenarios/catalogue/ by \`npm run docs\`. Change the scenarios there, not this list.
/** The names of the catalogue as literals, so that editors complete them. */
export const scenarioNames = [
${names}] as const;

/** A name of the catalogue. */
export type ScenarioName = (typeof scenarioNames)[number];
`;
}
