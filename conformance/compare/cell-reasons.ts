import type { Reason } from '../model/reasons.ts';
import { isDateMoved, isDateRewritten } from './dates.ts';

/** Tells whether a value can have become another one in this way. The two are never the same. */
type Recogniser = (expected: string, seen: string) => boolean;

const windows1252 = new TextDecoder('windows-1252');
const nothing = new Set([
  'null',
  'none',
  'nan',
  'nil',
  'undefined',
  '\\n',
  'n/a',
  '#n/a',
  'na',
  '<na>',
  'nat',
]);
const booleans: Readonly<Record<string, readonly string[]>> = {
  true: ['true', '1', 't', 'yes', 'y'],
  false: ['false', '0', 'f', 'no', 'n'],
};
const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\ufeff]/gu;
const ASTRAL = /[\u{10000}-\u{10ffff}]/gu;
const PICTURES =
  /\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]|\u200d|\ufe0f|\u20e3/gu;
const BEYOND_LATIN1 = /[\u0100-\u{10ffff}]/gu;
const BEYOND_ASCII = /[\u0080-\u{10ffff}]/gu;

/** Every way in which one value becomes another, the surest first. */
const recognisers = {
  'empty-as-null': (expected, seen) => expected === '' && nothing.has(seen.toLowerCase()),
  'word-as-null': (expected, seen) => seen === '' && nothing.has(expected.toLowerCase()),
  'boolean-rewritten': (expected, seen) => booleans[expected]?.includes(seen.toLowerCase()) ?? false,
  'id-rounded': isRounded,
  'number-rewritten': (expected, seen) =>
    NUMBER.test(expected) && NUMBER.test(seen) && Number(expected) === Number(seen),
  'local-time': isDateMoved,
  'date-rewritten': isDateRewritten,
  'quotes-kept': (expected, seen) =>
    expected.replaceAll('"', '""') === seen ||
    `"${expected.replaceAll('"', '""')}"` === seen ||
    `"${expected}"` === seen,
  'formula-guarded': (expected, seen) => /^['\t ]$/.test(seen.charAt(0)) && seen.slice(1) === expected,
  'crlf-to-lf': (expected, seen) =>
    expected.replaceAll('\r\n', '\n') === seen || expected.replace(/\r\n?/g, '\n') === seen,
  'lf-to-crlf': (expected, seen) =>
    expected.replace(/\r?\n/g, '\r\n') === seen || expected.replaceAll('\n', '\r\n') === seen,
  'breaks-removed': (expected, seen) =>
    ['', ' '].some((put) => expected.replace(/\r\n|\r|\n/g, put) === seen),
  'wrong-charset': (expected, seen) => {
    const bytes = Buffer.from(expected);
    return bytes.toString('latin1') === seen || windows1252.decode(bytes) === seen;
  },
  trimmed: (expected, seen) =>
    [
      expected.trim(),
      expected.trimStart(),
      expected.trimEnd(),
      expected.replace(/\s+/g, ' ').trim(),
    ].includes(seen),
  'control-dropped': (expected, seen) =>
    replacedBy(CONTROLS, expected, seen) ||
    expected.replace(/[\u2028\u2029\u0085\v\f]/g, '\n') === seen ||
    (expected.includes('\0') && expected.slice(0, expected.indexOf('\0')) === seen),
  'utf-16': (expected, seen) =>
    (seen.includes('\0') && unmarked(seen) === unmarked(expected)) ||
    (seen.length * 2 === Buffer.byteLength(expected) && Buffer.from(expected).toString('utf16le') === seen),
  'emoji-replaced': (expected, seen) => [ASTRAL, PICTURES].some((lost) => replacedBy(lost, expected, seen)),
  'charset-lost': (expected, seen) =>
    [BEYOND_LATIN1, BEYOND_ASCII].some((lost) => replacedBy(lost, expected, seen)),
  normalised: (expected, seen) =>
    (['NFC', 'NFD', 'NFKC', 'NFKD'] as const).some((form) => expected.normalize(form) === seen),
  'cut-at-length': (expected, seen) => {
    const dotted = seen.replace(/(?:…|\.\.\.)$/, '');
    const start = dotted === seen ? seen.replace(/(?<!\ufffd)\ufffd+$/, '') : dotted.trimEnd();
    return start.length >= SHORTEST_CUT && start.length < expected.length && expected.startsWith(start);
  },
} as const satisfies Partial<Readonly<Record<Reason, Recogniser>>>;

/** A shorter text that begins the expected one may do so by chance, characters. */
const SHORTEST_CUT = 8;

/** The reason why one value became another, as far as the two values show it. */
export function cellReason(expected: string, seen: string): Reason | undefined {
  const names = Object.keys(recognisers) as (keyof typeof recognisers)[];
  return names.find((name) => recognisers[name](expected, seen));
}

function isRounded(expected: string, seen: string): boolean {
  if (!/^\d{10,}$/.test(expected) || !NUMBER.test(seen)) return false;
  const [meant, came] = [Number(expected), Number(seen)];
  // As spreadsheets show long numbers.
  if (/e/i.test(seen)) return Math.abs(came - meant) <= meant / 1000;
  if (seen.includes('.')) return came === meant;
  const fifteen = expected.slice(0, 15).padEnd(expected.length, '0');
  return seen === fifteen || (meant > Number.MAX_SAFE_INTEGER && came === meant);
}

/**
 * Tells whether the lost characters were left out, or replaced one for one, for each UTF-16 unit or for each
 * UTF-8 byte.
 */
function replacedBy(lost: RegExp, expected: string, seen: string): boolean {
  const times = [() => 1, (text: string) => text.length, (text: string) => Buffer.byteLength(text)];
  return ['', '?', '\ufffd', ' ', '_'].some((put) =>
    times.some((count) => expected.replace(lost, (text) => put.repeat(count(text))) === seen),
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what both readings have in common.
const marks = /[^\x01-\x7f]|"/gu;

function unmarked(text: string): string {
  return text.replace(marks, '');
}
