import { type CheckedOptions, type CheckedServerOptions, readServerOptions } from '../server/index.ts';
import { assumptionsOf } from './assume-flag.ts';
import type { Flags, FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** The flags that say what the exports are made from; `serve` and `generate` share them. */
export const worldFlags = {
  seed: { type: 'string', value: 'TEXT', help: 'another seed is another network (1)' },
  size: { type: 'string', value: 'SIZE', help: 'tiny, small, medium, large, huge (small)' },
  users: { type: 'string', value: 'N', help: 'users, instead of what the size says' },
  'messages-per-day': { type: 'string', value: 'N', help: 'messages a day, instead of what the size says' },
  start: { type: 'string', value: 'DATE', help: 'first day of the network, instead of what the size says' },
  'external-networks': { type: 'string', value: 'N', help: 'how many external networks there are' },
  ids: {
    type: 'string',
    value: 'STYLE',
    help: 'ids of 16 digits, of ten, or of 18: current, small, large (current)',
  },
  'attachment-bytes': { type: 'string', value: 'N', help: 'average size of an attachment' },
  profile: { type: 'string', value: 'PROFILE', help: 'the page that is followed: current, legacy (current)' },
  now: { type: 'string', value: 'DATE', help: "a clock that stands still, ISO 8601 (the machine's clock)" },
  assume: {
    type: 'string',
    multiple: true,
    value: 'NAME=VALUE',
    help: 'what holds where nobody can know, may be repeated (see docs/fidelity.md)',
  },
  compression: { type: 'string', value: 'METHOD', help: 'how the ZIP is packed: deflate, store (deflate)' },
} as const satisfies Flags;

/** The option that each flag stands for, as the library spells it. */
const optionOf = {
  seed: 'seed',
  size: 'size',
  users: 'users',
  'messages-per-day': 'messagesPerDay',
  start: 'start',
  'external-networks': 'externalNetworks',
  ids: 'ids',
  'attachment-bytes': 'attachmentBytes',
  profile: 'profile',
  now: 'now',
  assume: 'assumptions',
  compression: 'compression',
} as const satisfies Readonly<Record<keyof typeof worldFlags, keyof CheckedOptions>>;

/** Flags whose value is a number. */
const numbers: ReadonlySet<string> = new Set([
  'users',
  'messages-per-day',
  'external-networks',
  'attachment-bytes',
]);

/** The options that the flags stand for. What cannot be is a `UsageError`, in the words of every other door. */
export async function worldOptionsOf(values: FlagValues<typeof worldFlags>): Promise<CheckedOptions> {
  const given: Record<string, unknown> = {};
  for (const [flag, option] of Object.entries(optionOf)) {
    const value = values[flag as keyof typeof optionOf];
    if (value !== undefined) given[option] = numbers.has(flag) ? numberOr(String(value)) : value;
  }
  if (values.assume !== undefined) given.assumptions = assumptionsOf(values.assume);
  return optionsOf(given, optionOf);
}

/** Reads options that flags stand for; `names` are the flags with the options that they are. Throws a `UsageError`. */
export async function optionsOf(
  given: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): Promise<CheckedServerOptions> {
  if (Object.values(given).every((value) => value === undefined)) return {};
  const { options, mistakes } = await readServerOptions(given);
  const [first] = mistakes;
  if (first === undefined) return options;
  const flag = Object.keys(names).find((name) => names[name] === first.name);
  const spelled = first.part === undefined ? `--${flag}` : `--${flag} ${first.part}`;
  throw new UsageError(flag === undefined ? first.text : `${spelled}: ${first.text}`);
}

/** A number where the text is one, and otherwise the text, which is then said to be none. */
export function numberOr(text: string): number | string {
  return /^-?\d{1,20}(?:\.\d{1,20})?$/.test(text) ? Number(text) : text;
}
