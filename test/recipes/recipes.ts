import { conformanceRecipes } from './conformance.ts';
import { dataRecipes } from './data.ts';
import type { Recipe } from './recipe.ts';
import { scenarioRecipes } from './scenarios.ts';
import { serverRecipes } from './server.ts';

/** An example of every recipe in CONTRIBUTING.md. */
export const recipes: readonly Recipe[] = [
  ...dataRecipes,
  ...serverRecipes,
  ...scenarioRecipes,
  ...conformanceRecipes,
];
