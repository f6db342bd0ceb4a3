import type { Scenario } from '../scenario.ts';
import { damagedArchives, surroundedArchives } from './archive-damage.ts';
import { addedNames } from './archive-names.ts';
import { addedContents, variantArchives } from './archive-variants.ts';

export const archiveScenarios: readonly Scenario[] = [
  ...damagedArchives,
  ...variantArchives,
  ...surroundedArchives,
  ...addedNames,
  ...addedContents,
];
