import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

/** One flag of a command. */
export interface Flag {
  readonly type: 'string' | 'boolean';
  /** True for a flag that may be repeated. */
  readonly multiple?: true;
  /** The one-letter form, without its hyphen. */
  readonly short?: string;
  /** The placeholder for the value in the help text. */
  readonly value?: string;
  /** The values to choose from, for the completions of shells: a list, or the kind of a long list. */
  readonly words?: readonly string[] | LongList;
  readonly help: string;
}

/** A list of words that is too long for a script: the command `completions` prints it when it is needed. */
export type LongList = 'scenario' | 'case' | 'check' | 'assumption';

export type Flags = Readonly<Record<string, Flag>>;

type ValueOf<F extends Flag> = F extends { readonly multiple: true }
  ? readonly string[]
  : F['type'] extends 'boolean'
    ? boolean
    : string;

/** The values of the flags that were given. */
export type FlagValues<T extends Flags> = { readonly [K in keyof T]?: ValueOf<T[K]> };

/** Parses the flags of a command line. Throws a `UsageError` for an unknown flag and for any other word. */
export async function parseFlags<const T extends Flags>(
  flags: T,
  args: readonly string[],
): Promise<FlagValues<T>> {
  const { words, values } = await parseWords(flags, args);
  const [word] = words;
  if (word !== undefined) throw new UsageError(`expected flags only, got the word '${word}'.`);
  return values;
}

/** Parses a command line that may hold words among the flags. */
export async function parseWords<const T extends Flags>(
  flags: T,
  args: readonly string[],
): Promise<{ readonly words: readonly string[]; readonly values: FlagValues<T> }> {
  const { tokens, values } = parseArgs({
    args: [...args],
    options: { ...flags },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) if (token.kind === 'option') await checkOption(flags, token);
  const given: Record<string, string | boolean | readonly (string | boolean)[] | undefined> = values;
  return {
    words: tokens.flatMap((token) => (token.kind === 'positional' ? token.value : [])),
    values: given as FlagValues<T>,
  };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
}

async function checkOption(flags: Flags, { name, rawName, value }: OptionToken): Promise<void> {
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
  if (flag === undefined) throw new UsageError(`unknown flag ${rawName}.${await suggestion(flags, name)}`);
  if (flag.type === 'boolean' && value !== undefined) {
    throw new UsageError(`${rawName} takes no value, got '${value}'.`);
  }
  if (flag.type === 'string' && (value === undefined || value === '')) {
    throw new UsageError(`${rawName} needs a value: ${rawName} ${flag.value ?? 'VALUE'}.`);
  }
}

async function suggestion(flags: Flags, name: string): Promise<string> {
  const { nearest } = await import('../schemas/text.ts');
  const near = nearest(name, Object.keys(flags));
  return near === undefined ? '' : ` Did you mean --${near}?`;
}

/** Parses a whole number between two inclusive bounds; undefined when the flag is absent. */
export function wholeNumber(
  name: string,
  text: string | undefined,
  least = 0,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`--${name}: expected a whole number from ${least} to ${most}, got '${text}'.`);
}

/** Parses one of several words; undefined when the flag is absent. */
export function choice<T extends string>(
  name: string,
  text: string | undefined,
  choices: readonly T[],
): T | undefined {
  if (text === undefined) return undefined;
  const chosen = choices.find((one) => one === text.toLowerCase());
  if (chosen !== undefined) return chosen;
  throw new UsageError(`--${name}: expected one of ${choices.join(', ')}, got '${text}'.`);
}

/** Returns the lines of a help text that describe the flags. */
export function describeFlags(flags: Flags): string {
  const rows = Object.entries(flags).map(([name, flag]) => {
    const short = flag.short === undefined ? '    ' : `-${flag.short}, `;
    const value = flag.type === 'boolean' ? '' : ` ${flag.value ?? 'VALUE'}`;
    return [`  ${short}--${name}${value}`, flag.help] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${left.padEnd(width)}  ${right}`).join('\n');
}
