import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { describedRecipes, filledIn } from './contributing.ts';
import { edited } from './recipe.ts';
import { recipes } from './recipes.ts';

const described = describedRecipes();

function textOf(file: string): string | undefined {
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

t.test('every recipe of CONTRIBUTING.md has an example, and every example a recipe', async (t) => {
  t.strictSame(recipes.map(({ title }) => title).sort(), described.map(({ title }) => title).sort());
});

for (const { title, files, commands } of described) {
  t.test(`${title}: the example fits the recipe and the code of now; npm run test:recipes`, async (t) => {
    const recipe = recipes.find((one) => one.title === title);
    if (recipe === undefined) return t.fail('there is no example');
    t.ok(commands.length > 0, 'the recipe has commands');
    const named = files.map((file) => filledIn(file, recipe.values));
    const texts = new Map<string, string | undefined>();
    for (const edit of recipe.edits) {
      t.ok(named.includes(edit.file), `the recipe names ${edit.file}`);
      const before = texts.has(edit.file) ? texts.get(edit.file) : textOf(edit.file);
      texts.set(edit.file, edited(before, edit));
    }
    for (const file of Object.keys(recipe.fails)) t.ok(texts.has(file), `${file} has an edit`);
  });
}
