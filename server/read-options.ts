import type { SizeName, WorldInput } from '../generators/index.ts';
import type { Assumptions } from '../schemas/index.ts';
import type { CheckedOptions, SessionOptions } from './options.ts';
import { SessionOptionsError } from './session-options-error.ts';
import { machineNow } from './timers.ts';

/** Something that was said of an option and cannot be. */
export interface OptionMistake {
  /** The option as the library spells it; `''` for several together. */
  readonly name: string;
  /** The part of the option, as `requests`. */
  readonly part?: string;
  /** What was expected, what came and what to do. */
  readonly text: string;
}

export { SessionOptionsError };

const SIZES = ['tiny', 'small', 'medium', 'large', 'huge'] as const satisfies readonly SizeName[];
const LONGEST_SEED = 1000;
const MOST_HASTE = 1_000_000;
const MOST_REQUESTS = 100_000;
const MOST_SECONDS = 86_400;
/** Clocks show nothing from here on, Unix milliseconds. */
const END = Date.UTC(2200, 0, 1);

type Reading = { readonly value: unknown } | { readonly text: string; readonly part?: string };
type Reader = (value: unknown) => Reading | Promise<Reading>;

/** How each option is read, whoever gives it: a flag, a configuration file, control or a program. */
const readers: { readonly [K in keyof Required<SessionOptions>]: Reader } = {
  seed: (value) => {
    const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
    const fits = typeof text === 'string' && text !== '' && text.length <= LONGEST_SEED;
    return fits ? { value: text } : expected(`a text of 1 to ${LONGEST_SEED} characters, or a number`, value);
  },
  size: oneOf(SIZES),
  users: unread,
  messagesPerDay: unread,
  start: (value) => instant(value, 'a day, as 2024-06-30'),
  externalNetworks: unread,
  ids: oneOf(['current', 'small', 'large']),
  attachmentBytes: unread,
  profile: oneOf(['current', 'legacy']),
  now: (value) => instant(value, 'a date from 1970 to 2199, as 2024-06-30T12:00:00Z'),
  compression: oneOf(['deflate', 'store']),
  assumptions: async (value) => {
    if (!isRecord(value)) return expected('an object with switches and their values', value);
    const { completeAssumptions } = await import('../schemas/index.ts');
    for (const [part, choice] of Object.entries(value))
      try {
        completeAssumptions({ [part]: choice as string });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const told = ['assumptions: ', `${part}: `].find((prefix) => message.startsWith(prefix)) ?? '';
        return { text: message.slice(told.length), part };
      }
    return { value: value as Partial<Assumptions> };
  },
  scenario: (value) =>
    typeof value === 'string' || isRecord(value)
      ? { value }
      : expected('the name of a scenario, or a scenario', value),
  rateLimit: (value) => {
    if (!isRecord(value)) return expected('an object with requests and seconds', value);
    for (const [part, most] of [
      ['requests', MOST_REQUESTS],
      ['seconds', MOST_SECONDS],
    ] as const) {
      const number = value[part];
      const fits = Number.isSafeInteger(number) && Number(number) >= 1 && Number(number) <= most;
      if (!fits) return { ...expected(`a whole number from 1 to ${most}`, number), part };
    }
    const other = Object.keys(value).find((name) => name !== 'requests' && name !== 'seconds');
    return other === undefined ? { value } : { ...expected('one of requests, seconds', other), part: other };
  },
  haste: (value) =>
    typeof value === 'number' && value >= 1 && value <= MOST_HASTE
      ? { value }
      : expected(`a number from 1 to ${MOST_HASTE}`, value),
};

/** The names of all options, as the library spells them. */
export const optionNames = Object.keys(readers) as readonly (keyof SessionOptions)[];

/** Options whose bounds stand with the network; without any of them there always is one. */
const WORLD_MAKING = [
  'users',
  'messagesPerDay',
  'start',
  'externalNetworks',
  'ids',
  'attachmentBytes',
  'now',
];

/**
 * Reads options that somebody has given: what is undefined counts as left out. Returns those that can be, in one form,
 * and what is wrong with the others. `others` are names that may have been meant besides.
 */
export async function readOptions(
  given: object,
  others: readonly string[] = [],
): Promise<{ readonly options: CheckedOptions; readonly mistakes: readonly OptionMistake[] }> {
  const mistakes: OptionMistake[] = [];
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const reader = Object.hasOwn(readers, name) ? readers[name as keyof typeof readers] : undefined;
    const reading = reader === undefined ? await unknownName(name, others) : await reader(value);
    if ('text' in reading) mistakes.push({ name, ...reading });
    else options[name] = reading.value;
  }
  if (mistakes.length === 0 && WORLD_MAKING.some((name) => Object.hasOwn(options, name)))
    mistakes.push(...(await worldMistakes(options)));
  return { options: options as CheckedOptions, mistakes };
}

/** The same for a program. Rejects with a `SessionOptionsError`. */
export async function checkedOptions(given: object, others?: readonly string[]): Promise<CheckedOptions> {
  const { options, mistakes } = await readOptions(given, others);
  if (mistakes.length === 0) return options;
  throw new SessionOptionsError(
    mistakes
      .map(
        ({ name, part, text }) => [name, part].filter(Boolean).join('.') + (name === '' ? '' : ': ') + text,
      )
      .join('\n'),
  );
}

/** What came, in a few characters. */
export function cameAs(value: unknown): string {
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? 'a Date that is none' : value.toISOString();
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isRecord(value)) return 'an object';
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}

function expected(what: string, value: unknown): { readonly text: string } {
  return { text: `expected ${what}, got ${cameAs(value)}.` };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** Looked at together with the others, by whoever makes networks. */
function unread(value: unknown): Reading {
  return { value };
}

/** One of a few words, in any case of letters. */
function oneOf(words: readonly string[]): Reader {
  return async (value) => {
    const word = typeof value === 'string' ? words.find((one) => one === value.toLowerCase()) : undefined;
    if (word !== undefined) return { value: word };
    const { text } = expected(`one of ${words.join(', ')}`, value);
    return { text: text + (await didYouMean(value, words)) };
  };
}

/** An instant: ISO 8601, Unix milliseconds or a Date. */
async function instant(value: unknown, what: string): Promise<Reading> {
  const { parseInstant } = await import('./instant.ts');
  const at =
    typeof value === 'string'
      ? parseInstant(value)?.at
      : typeof value === 'number' || value instanceof Date
        ? Number(value)
        : undefined;
  return at !== undefined && at >= 0 && at < END ? { value: Math.floor(at) } : expected(what, value);
}

async function unknownName(name: string, others: readonly string[]): Promise<{ readonly text: string }> {
  const near = await didYouMean(name, [...optionNames, ...others]);
  const names = near === '' ? ` There are ${optionNames.join(', ')}.` : '';
  return { text: `expected a name that is known, got ${JSON.stringify(name)}.${near}${names}` };
}

async function didYouMean(value: unknown, known: readonly string[]): Promise<string> {
  if (typeof value !== 'string') return '';
  const { nearest } = await import('../schemas/index.ts');
  const near = nearest(value, [...known]);
  return near === undefined ? '' : ` Did you mean ${JSON.stringify(near)}?`;
}

const BEGUN = 'a date at which the network has begun, which is 2001 at the earliest';

async function worldMistakes(options: Readonly<Record<string, unknown>>): Promise<readonly OptionMistake[]> {
  const { worldOptions } = await import('../generators/index.ts');
  try {
    worldOptions(options as WorldInput, typeof options.now === 'number' ? options.now : machineNow());
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, name = '', text = message] = /^(\w+): (.*)$/s.exec(message) ?? [];
    // The beginning was not given: it follows from the clock.
    if (name === 'start' && options.start === undefined && typeof options.now === 'number')
      return [{ name: 'now', ...expected(BEGUN, new Date(options.now)) }];
    return [{ name, text }];
  }
}
