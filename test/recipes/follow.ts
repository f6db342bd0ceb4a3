import { type Described, filledIn } from './contributing.ts';
import { type Recipe, TYPES } from './recipe.ts';
import type { Scratch } from './scratch.ts';

/** The commands that write files. They run again when an edit is left out. */
const WRITES = /^npm run (?:docs|build)$/;
/** The lines of a failed command that are shown. */
const SHOWN_LINES = 40;

/** Follows a recipe in the copy. Returns the faults of the recipe, a sentence each. */
export function follow(
  recipe: Recipe,
  { files, commands }: Described,
  { scratch, isQuick }: { readonly scratch: Scratch; readonly isQuick: boolean },
): readonly string[] {
  const named = files.map((file) => filledIn(file, recipe.values)).sort();
  const wanted = commands.map((command) => filledIn(command, recipe.values));
  scratch.reset();
  scratch.apply(recipe.edits);
  for (const command of [TYPES, ...wanted]) {
    const { ok, output } = scratch.run(command);
    if (!ok) return [`${command} fails:\n${shown(output)}`];
  }
  const changed = scratch.changes();
  return [
    ...changed
      .filter((file) => !named.includes(file))
      .map((file) => `it changes ${file} and does not name it.`),
    ...named
      .filter((file) => !changed.includes(file))
      .map((file) => `it names ${file} and does not change it.`),
    ...(isQuick ? [] : needless(recipe, wanted, scratch)),
  ];
}

/** The lines from the first failed assertion on; the last lines of a command without assertions. */
function shown(output: string): string {
  const lines = output.split('\n');
  const first = lines.findIndex((line) => /^ *not ok /.test(line));
  return (first === -1 ? lines.slice(-SHOWN_LINES) : lines.slice(first, first + SHOWN_LINES)).join('\n');
}

/** The edits without which nothing fails. */
function needless(
  { edits, fails }: Recipe,
  commands: readonly string[],
  scratch: Scratch,
): readonly string[] {
  return Object.entries(fails).flatMap(([file, failing]) => {
    const isTest = failing.endsWith('.test.ts');
    const ofRecipe = commands.some((one) => one === failing || (isTest && one.split(' ').includes(failing)));
    if (failing !== TYPES && !ofRecipe) return [`its commands do not contain ${failing}.`];
    scratch.revert(file);
    if (failing !== TYPES) for (const one of commands) if (WRITES.test(one)) scratch.run(one);
    const { ok } = scratch.run(isTest ? `TAP_BAIL=1 node --import=tsx ${failing}` : failing);
    scratch.apply(edits.filter((edit) => edit.file === file));
    return ok ? [`${failing} passes without the edit of ${file}.`] : [];
  });
}
