import { describedRecipes } from './contributing.ts';
import { follow } from './follow.ts';
import { recipes } from './recipes.ts';
import { Scratch } from './scratch.ts';

/*
 * Follows the recipes of CONTRIBUTING.md in a copy of the repository: each one names exactly the files that
 * it touches, its commands pass, and no edit is needless.
 *
 *   npm run test:recipes
 *   npm run test:recipes -- column error
 *   npm run test:recipes -- --quick
 *
 * The words select the recipes whose title contains one of them. With --quick, edits are not left out to see
 * that they are needed.
 */
const isQuick = process.argv.includes('--quick');
const words = process.argv.slice(2).filter((word) => word !== '--quick');
const chosen = describedRecipes().filter(
  ({ title }) => words.length === 0 || words.some((word) => title.includes(word)),
);
if (chosen.length === 0) throw new RangeError(`expected a word of a title, got ${words.join(', ')}.`);

let failed = 0;
using scratch = new Scratch();
for (const described of chosen) {
  const recipe = recipes.find(({ title }) => title === described.title);
  const begun = performance.now();
  const faults = recipe
    ? follow(recipe, described, { scratch, isQuick })
    : ['it has no example in test/recipes/.'];
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(`${faults.length === 0 ? '✓' : '✗'} ${described.title} (${seconds} s)`);
  for (const fault of faults) console.log(`    ${fault}`);
  if (faults.length > 0) failed += 1;
}
console.log(`${chosen.length - failed} recipes passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
