import type { SizeName } from '../../generators/index.ts';
import { networkProfiles } from '../../schemas/column.ts';
import { cameAs } from '../../schemas/text.ts';
import { MOST_WORKERS } from '../export/workers.ts';
import { isRecord } from '../util/is-record.ts';
import type { ServerOptions } from './server-options.ts';

/**
 * The result of reading an option: its value in normal form, or an error text (what was expected, what came,
 * what to do).
 */
export type Reading = { readonly value: unknown } | { readonly text: string; readonly part?: string };
type Reader = (value: unknown) => Reading | Promise<Reading>;

/** The words of the options that take one of a few. */
export const optionWords = {
  size: ['tiny', 'small', 'medium', 'large', 'huge'] satisfies readonly SizeName[],
  ids: ['current', 'small', 'large'],
  profile: networkProfiles,
  compression: ['deflate', 'store'],
  links: ['service', 'mock'],
} as const;

/** The limits of the options that take a number, a text or a list. */
export const optionLimits = {
  /** Characters. */
  seed: 1000,
  links: 1000,
  timeScale: 1_000_000,
  requests: 100_000,
  seconds: 86_400,
  ownScenarios: 1000,
} as const;
/** The end of the clock's range, Unix milliseconds. */
const CLOCK_END = Date.UTC(2200, 0, 1);

/** The reader of each option. Flags, configuration files, control and programs all use it. */
export const readers: { readonly [K in keyof Required<ServerOptions>]: Reader } = {
  seed: (value) => {
    const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
    const fits = typeof text === 'string' && text !== '' && text.length <= optionLimits.seed;
    return fits
      ? { value: text }
      : expected(`a text of 1 to ${optionLimits.seed} characters, or a number`, value);
  },
  size: oneOf(optionWords.size),
  users: worldNumber('users'),
  messagesPerDay: worldNumber('messagesPerDay'),
  start: (value) => instant(value, 'a day such as 2024-06-30'),
  externalNetworks: worldNumber('externalNetworks'),
  ids: oneOf(optionWords.ids),
  attachmentBytes: worldNumber('attachmentBytes'),
  profile: oneOf(optionWords.profile),
  now: (value) => instant(value, 'a date from 1970 to 2199 such as 2024-06-30T12:00:00Z'),
  compression: oneOf(optionWords.compression),
  links: readLinks,
  assumptions: readAssumptions,
  scenario: (value) =>
    typeof value === 'string' || isRecord(value)
      ? { value }
      : expected('the name of a scenario, or a scenario', value),
  rateLimit: readRateLimit,
  timeScale: (value) =>
    typeof value === 'number' && value >= 1 && value <= optionLimits.timeScale
      ? { value }
      : expected(`a number from 1 to ${optionLimits.timeScale}`, value),
  port: (value) => whole(value, 0, 65_535),
  host: (value) =>
    typeof value === 'string' && /^[^\s/]{1,255}$/.test(value)
      ? { value }
      : expected('an address to listen on such as 127.0.0.1', value),
  control: readControl,
  authority: (value) =>
    typeof value === 'string' && value !== '' ? { value } : expected('the path of a folder', value),
  ownScenarios: (value) =>
    Array.isArray(value) && value.length <= optionLimits.ownScenarios
      ? { value: [...value] }
      : expected(`a list of at most ${optionLimits.ownScenarios} scenarios`, value),
  workers: (value) => whole(value, 0, MOST_WORKERS),
  onAccess: readFunction,
  onExchange: readFunction,
  checkExport: readFunction,
  onError: readFunction,
};

/** Makes an error text: what was expected and what came. */
export function expected(what: string, value: unknown): { readonly text: string } {
  return { text: `expected ${what}, got ${cameAs(value)}.` };
}

/** A suggestion of the nearest known name, as a sentence that begins with a space; `''` when none is near. */
export async function didYouMean(value: unknown, known: readonly string[]): Promise<string> {
  if (typeof value !== 'string') return '';
  const { nearest } = await import('../../schemas/text.ts');
  const near = nearest(value, known);
  return near === undefined ? '' : ` Did you mean ${JSON.stringify(near)}?`;
}

/** The pattern of a base URL for links: no user, no query. */
export const BASE_URL = '^https?://[^\\s/?#@"<>]+(?:/[^\\s?#@"<>]*)?$';

/** Reads where links lead: a word, or a base URL, which gets no slash at its end. */
async function readLinks(value: unknown): Promise<Reading> {
  if (typeof value === 'string' && value.length <= optionLimits.links && new RegExp(BASE_URL).test(value))
    return { value: value.endsWith('/') ? value.slice(0, -1) : value };
  const word = await oneOf(optionWords.links)(value);
  return 'value' in word
    ? word
    : expected(`service, mock, or a base URL such as http://127.0.0.1:4010`, value);
}

async function readAssumptions(value: unknown): Promise<Reading> {
  if (!isRecord(value)) return expected('an object with switches and their values', value);
  const { assumptionMistake } = await import('../../schemas/index.ts');
  const given: [name: string, value: unknown][] = [];
  for (const [part, choice] of Object.entries(value)) {
    if (choice === undefined) continue;
    // Some values are statuses: the number 405 stands for "405".
    const word = typeof choice === 'number' ? String(choice) : choice;
    const text = assumptionMistake(part, word);
    if (text !== undefined) return { text, part };
    given.push([part, word]);
  }
  return { value: Object.fromEntries(given) };
}

function readRateLimit(value: unknown): Reading {
  if (!isRecord(value)) return expected('an object with requests and seconds', value);
  const { requests, seconds } = value;
  for (const [part, number, most] of [
    ['requests', requests, optionLimits.requests],
    ['seconds', seconds, optionLimits.seconds],
  ] as const) {
    const reading = whole(number, 1, most);
    if ('text' in reading) return { ...reading, part };
  }
  const other = Object.keys(value).find((name) => name !== 'requests' && name !== 'seconds');
  return other === undefined
    ? { value: { requests, seconds } }
    : { ...expected('one of requests, seconds', other), part: other };
}

async function readControl(value: unknown): Promise<Reading> {
  const { controlAccess } = await import('../http/control-access.ts');
  try {
    controlAccess(value as ServerOptions['control']);
    return { value };
  } catch (error) {
    return { text: error instanceof Error ? error.message.replace(/^control: /, '') : String(error) };
  }
}

function readFunction(value: unknown): Reading {
  return typeof value === 'function' ? { value } : expected('a function', value);
}

function whole(value: unknown, least: number, most: number): Reading {
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  // Adding 0 turns -0 into 0.
  return fits ? { value: value + 0 } : expected(`a whole number from ${least} to ${most}`, value);
}

/** Reads a number of the network; the generators define its bounds. */
function worldNumber(name: 'users' | 'messagesPerDay' | 'externalNetworks' | 'attachmentBytes'): Reader {
  return async (value) => {
    const { worldBounds } = await import('../../generators/index.ts');
    const [least, most] = worldBounds[name];
    return whole(value, least, most);
  };
}

/** Reads one of a few words, in upper or lower case. */
function oneOf(words: readonly string[]): Reader {
  return async (value) => {
    const word = typeof value === 'string' ? words.find((one) => one === value.toLowerCase()) : undefined;
    if (word !== undefined) return { value: word };
    const { text } = expected(`one of ${words.join(', ')}`, value);
    return { text: text + (await didYouMean(value, words)) };
  };
}

async function instant(value: unknown, what: string): Promise<Reading> {
  const { readInstant } = await import('../request/instant.ts');
  const at = readInstant(value);
  if (at !== undefined && at >= 0 && at < CLOCK_END) return { value: at };
  const { text } = expected(what, value);
  if (typeof value !== 'string' || value === '' || at !== undefined) return { text };
  const { whyNoDate } = await import('../request/date-hint.ts');
  const why = whyNoDate(value, false);
  if (why === undefined) return { text };
  return { text: `${text.slice(0, -1)}: ${why}${why.endsWith('?') ? '' : '.'}` };
}
