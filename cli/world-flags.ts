import { type CheckedOptions, type CheckedServerOptions, readServerOptions } from '../server/index.ts';
import type { Flags, FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** The flags that describe the network and its exports. `serve` and `generate` share them. */
export const worldFlags = {
  seed: { type: 'string', value: 'TEXT', help: 'seed of the synthetic network (1)' },
  size: {
    type: 'string',
    value: 'SIZE',
    words: ['tiny', 'small', 'medium', 'large', 'huge'],
    help: 'size of the network: tiny, small, medium, large, huge (small)',
  },
  users: { type: 'string', value: 'N', help: 'number of users (from --size)' },
  'messages-per-day': { type: 'string', value: 'N', help: 'messages per day (from --size)' },
  start: { type: 'string', value: 'DATE', help: 'first day or second with messages (from --size)' },
  'external-networks': { type: 'string', value: 'N', help: 'number of external networks (2)' },
  ids: {
    type: 'string',
    value: 'STYLE',
    words: ['small', 'current', 'large'],
    help: 'length of ids: small = 10 digits, current = 16, large = 18 (current)',
  },
  'attachment-bytes': { type: 'string', value: 'N', help: 'average size of an attachment, bytes (8192)' },
  profile: {
    type: 'string',
    value: 'PROFILE',
    words: ['current', 'legacy', '2018'],
    help: 'follow the current or the legacy API documentation, or the exports of 2018 (current)',
  },
  now: { type: 'string', value: 'DATE', help: "fixed time of the clock, ISO 8601 (the machine's clock)" },
  assume: {
    type: 'string',
    multiple: true,
    value: 'NAME=VALUE',
    words: 'assumption',
    help: 'set behaviour that the documentation leaves open; may be repeated (docs/fidelity.md)',
  },
  compression: {
    type: 'string',
    value: 'METHOD',
    words: ['deflate', 'store'],
    help: 'compression of the ZIP: deflate, store (deflate)',
  },
  links: {
    type: 'string',
    value: 'PLACE',
    words: ['service', 'mock'],
    help: 'where addresses in rows lead: service, mock, or a base URL (service)',
  },
} as const satisfies Flags;

/** The flag of the threads. `serve`, `run` and `generate` share it. */
export const workersFlag = {
  workers: {
    type: 'string',
    value: 'N',
    help: 'threads that help with large exports; 0: none (one fewer than cores, at most 4)',
  },
} as const satisfies Flags;

/** The number of threads that the flag sets; undefined without the flag. */
export async function workersOf({ workers }: FlagValues<typeof workersFlag>): Promise<number | undefined> {
  if (workers === undefined) return undefined;
  return (await optionsOf({ workers: numberOr(workers) }, { workers: 'workers' })).workers;
}

/** The library option for each flag. */
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
  links: 'links',
} as const satisfies Readonly<Record<keyof typeof worldFlags, keyof CheckedOptions>>;

/** Flags with a number as their value. */
const numbers: ReadonlySet<string> = new Set([
  'users',
  'messages-per-day',
  'external-networks',
  'attachment-bytes',
]);

/**
 * Returns the options that the flags set. An invalid value is a `UsageError` with the same text as in every
 * other interface.
 */
export async function worldOptionsOf(values: FlagValues<typeof worldFlags>): Promise<CheckedOptions> {
  const given: Record<string, unknown> = {};
  for (const [flag, option] of Object.entries(optionOf)) {
    const value = values[flag as keyof typeof optionOf];
    if (value !== undefined) given[option] = numbers.has(flag) ? numberOr(String(value)) : value;
  }
  if (values.assume !== undefined) given.assumptions = assumptionsOf(values.assume);
  return optionsOf(given, optionOf);
}

/** Reads options that flags set. `names` maps each flag to its option. Throws a `UsageError`. */
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

/** Returns a number for a numeric text, and otherwise the text, which a later check rejects. */
export function numberOr(text: string): number | string {
  return /^-?\d{1,20}(?:\.\d{1,20})?$/.test(text) ? Number(text) : text;
}

/** The assumptions that the `--assume NAME=VALUE` flags set. For a repeated name, the last value counts. */
function assumptionsOf(texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(texts.map(pairOf));
}

function pairOf(text: string): readonly [name: string, value: string] {
  const equals = text.indexOf('=');
  if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
  throw new UsageError(`--assume: expected NAME=VALUE such as include-default=csv, got '${text}'.`);
}
