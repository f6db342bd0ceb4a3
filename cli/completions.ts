import { readFile } from 'node:fs/promises';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { choice, describeFlags, type Flags, type LongList, parseWords } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** The script of each shell, in the folder `completions` of the package. */
export const scripts = {
  bash: 'engage-export.bash',
  zsh: '_engage-export',
  fish: 'engage-export.fish',
} as const;

const shells = Object.keys(scripts) as (keyof typeof scripts)[];

/** The long lists of words. Each loads the tables of its words and nothing else. */
const lists: Readonly<Record<LongList, () => Promise<readonly string[]>>> = {
  scenario: async () => (await import('../server/scenarios/names.ts')).scenarioNames,
  case: async () => (await import('../conformance/cases/ids.ts')).caseIds(),
  check: async () => (await import('../conformance/cases/ids.ts')).selectableIds(),
  assumption: async () => {
    const { assumptions } = await import('../schemas/assumptions.ts');
    return Object.entries(assumptions).flatMap(([name, { values }]) =>
      values.map(({ value }) => `${name}=${value}`),
    );
  },
};

const kinds = Object.keys(lists) as LongList[];

/** The flags of the command. */
export const flags = {
  words: {
    type: 'string',
    value: 'KIND',
    words: kinds,
    help: `print the words of a kind, one a line: ${kinds.join(', ')} (for the scripts)`,
  },
} as const satisfies Flags;

/** The text of `engage-export completions --help`. */
export const help = `Usage: engage-export completions SHELL

Prints the script that completes commands, flags and their values in a shell: ${shells.join(', ')}.
The scripts are also in the folder completions of the package.

To load it in every shell:
  bash  engage-export completions bash >~/.local/share/bash-completion/completions/engage-export
  zsh   engage-export completions zsh >DIR/_engage-export, where DIR is a folder of $fpath
  fish  engage-export completions fish >~/.config/fish/completions/engage-export.fish

The shell must find the program engage-export: npm install --global, or node_modules/.bin in PATH.

${describeFlags(flags)}
`;

/** Prints the script of a shell, or the words of a kind. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const { words, values } = await parseWords(flags, args);
  const kind = choice('words', values.words, kinds);
  const [name, more] = words;
  if (more !== undefined || (kind !== undefined && name !== undefined))
    throw new UsageError(`expected one SHELL or --words KIND, got the word '${more ?? name}' too.`);
  process.stdout.write(kind === undefined ? await scriptOf(name) : `${(await lists[kind]()).join('\n')}\n`);
  return exitCodes.passed;
}

async function scriptOf(name: string | undefined): Promise<string> {
  const shell = shells.find((one) => one === name?.toLowerCase());
  if (shell === undefined)
    throw new UsageError(
      `expected one of ${shells.join(', ')}, got ${name === undefined ? 'nothing' : `'${name}'`}.`,
    );
  const root = import.meta.resolve('engage-export-kit/package.json');
  return readFile(new URL(`completions/${scripts[shell]}`, root), 'utf8');
}
