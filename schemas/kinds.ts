import type { Kind } from './column.ts';

/** The text of a kind in a CSV. */
export interface KindText {
  readonly meaning: string;
  /**
   * A regular expression for the whole text (with the flag `u`, in linear time); absent when any text is
   * valid or the column lists its values.
   */
  readonly pattern?: string;
}

/** The largest id: a signed 64-bit integer. */
const largestId = '9223372036854775807';
const id = digitsUpTo(largestId);

/** A pattern, not anchored, of the decimal numbers from 0 to `largest`, without leading zeros. */
function digitsUpTo(largest: string): string {
  const shorter = `[1-9][0-9]{0,${largest.length - 2}}`;
  const asLong = [...largest].flatMap((digit, place) => {
    const lowest = place === 0 ? 1 : 0;
    const below = Number(digit) - 1;
    const rest = largest.length - place - 1;
    if (below < lowest) return [];
    return [`${largest.slice(0, place)}[${lowest}-${below}]${rest === 0 ? '' : `[0-9]{${rest}}`}`];
  });
  return `(?:0|${[shorter, ...asLong, largest].join('|')})`;
}

/** All kinds: a description and the form of the text. */
export const kinds: Readonly<Record<Kind, KindText>> = {
  id: { meaning: 'A 64-bit integer from 0, in decimal digits without leading zeros.', pattern: `^${id}$` },
  text: { meaning: 'Any text, line breaks and quotes included.' },
  boolean: { meaning: '`true` or `false`.', pattern: '^(?:true|false)$' },
  integer: {
    meaning: 'A count from 0 to 2^53 - 1, in decimal digits.',
    pattern: `^${digitsUpTo(String(Number.MAX_SAFE_INTEGER))}$`,
  },
  timestamp: {
    meaning: 'An instant in UTC with milliseconds, such as `2018-01-03T02:31:55.609Z`.',
    pattern:
      '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$',
  },
  seconds: { meaning: 'An instant in whole seconds since 1970.', pattern: '^(?:0|[1-9][0-9]{0,11})$' },
  url: { meaning: 'An address that begins with `http://` or `https://`.', pattern: '^https?://[^\\s"<>]+$' },
  email: { meaning: 'A mail address.', pattern: '^[^\\s@]+@[^\\s@]+$' },
  guid: {
    meaning: 'A GUID in its common form, without braces.',
    pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  },
  enum: { meaning: 'One of the values listed.' },
  array: { meaning: 'A JSON array of texts, each one of the values listed.' },
  ids: { meaning: 'Ids joined by commas, without spaces.', pattern: `^${id}(?:,${id})*$` },
  json: { meaning: 'A JSON array or object.', pattern: '^(?:\\[[\\s\\S]*\\]|\\{[\\s\\S]*\\})$' },
};
