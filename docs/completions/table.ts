import { type Command, commands, type WordKind } from '../../cli/commands.ts';
import { scripts } from '../../cli/completions.ts';
import type { Flag } from '../../cli/flags.ts';

/** A flag as the scripts need it. */
export interface CompletedFlag {
  readonly name: string;
  readonly flag: Flag;
  /** The values to choose from. */
  readonly value: Values;
}

/**
 * The source of the values to choose from: files, folders, the words of a list, the words that the command
 * `completions` prints, or nothing.
 */
export type Values =
  | { readonly kind: 'file' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'list'; readonly words: readonly string[] }
  | { readonly kind: 'printed'; readonly list: string };

/** A command as the scripts need it. */
export interface CompletedCommand {
  readonly name: string;
  readonly purpose: string;
  readonly help: string;
  readonly flags: readonly CompletedFlag[];
  /** The source of the words that are no flags; `program` is a command line after `--`. */
  readonly words: Values | { readonly kind: 'program' };
}

/** The flag that every command has. */
const HELP: CompletedFlag = {
  name: 'help',
  flag: { type: 'boolean', short: 'h', help: 'describe the command and its flags' },
  value: { kind: 'nothing' },
};

/** Loads every command and returns what the scripts complete. The tables are those of `--help`. */
export async function completedCommands(): Promise<readonly CompletedCommand[]> {
  return Promise.all(
    Object.entries(commands).map(async ([name, { purpose, words, load }]) => {
      const { flags, help } = await load();
      return { name, purpose, help, flags: [...completedFlags(flags), HELP], words: wordsOf[words] };
    }),
  );
}

function completedFlags(flags: Command['flags']): readonly CompletedFlag[] {
  return Object.entries(flags).map(([name, flag]) => ({ name, flag, value: valuesOf(flag) }));
}

function valuesOf({ value, words }: Flag): Values {
  if (typeof words === 'string') return { kind: 'printed', list: words };
  if (words !== undefined) return { kind: 'list', words };
  if (value === 'FILE') return { kind: 'file' };
  return value === 'DIR' ? { kind: 'folder' } : { kind: 'nothing' };
}

const wordsOf: Readonly<Record<WordKind, CompletedCommand['words']>> = {
  none: { kind: 'nothing' },
  file: { kind: 'file' },
  program: { kind: 'program' },
  shell: { kind: 'list', words: Object.keys(scripts) },
  scenario: { kind: 'printed', list: 'scenario' },
  check: { kind: 'printed', list: 'check' },
};

/** The forms of a flag, such as `-o` and `--output`. */
export function formsOf({ name, flag: { short } }: CompletedFlag): readonly string[] {
  return [...(short === undefined ? [] : [`-${short}`]), `--${name}`];
}

/** Tells whether a flag has a value. */
export function takesValue({ flag }: CompletedFlag): boolean {
  return flag.type === 'string';
}
