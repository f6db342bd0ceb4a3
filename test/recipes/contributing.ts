import { readFileSync } from 'node:fs';

/** A recipe as CONTRIBUTING.md describes it, with its placeholders. */
export interface Described {
  readonly title: string;
  /** The files that the recipe touches, in order. */
  readonly files: readonly string[];
  /** The commands that the recipe runs, in order. */
  readonly commands: readonly string[];
}

const COMMAND = /^(?:[A-Z_]+=\S+ )?npm run /;
const FILE = /^[\w./<>-]+\.(?:ts|json|md|txt)$/;

/** The recipes of CONTRIBUTING.md: a section each, with its files and commands in backticks. */
export function describedRecipes(): readonly Described[] {
  const page = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8');
  const [, chapter = ''] = page.split(/^## Recipes$/m);
  const [recipes = ''] = chapter.split(/^## /m);
  return recipes
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [title = ''] = section.split('\n');
      const codes = Array.from(section.matchAll(/`([^`\n]+)`/g), ([, code = '']) => code);
      return {
        title,
        files: [...new Set(codes.filter((code) => FILE.test(code)))],
        commands: codes.filter((code) => COMMAND.test(code)),
      };
    });
}

/** The text with every placeholder replaced. Throws for a placeholder without a value. */
export function filledIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/<(\w+)>/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`expected a value for <${name}> of ${text}.`);
    return value;
  });
}
