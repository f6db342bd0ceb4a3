import type { JsonSchema } from '../json-schema.ts';

/** Ordinal numbers of requests: `1`, `1-2`, `3-`, `1-2, 5`. */
export const RANGES = '^\\d{1,6}(-(\\d{1,6})?)?(, ?\\d{1,6}(-(\\d{1,6})?)?)*$';
/** Names of scenarios. */
export const NAME = '^[a-z0-9]+(-[a-z0-9]+)*$';
/** Days and instants. */
export const INSTANT = '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2}))?$';
/** Days. */
export const DAY = '^\\d{4}-\\d{2}-\\d{2}$';

/** The meaning of each pattern, in plain words. */
const patternWords: Readonly<Record<string, string>> = {
  '^[^/]+/.+$': 'the id of a check such as request.since/keeps-the-export',
  '^https?://[^\\s]+$': 'an address such as https://example.org/issues/1',
  '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$':
    'an instant such as 2024-06-30T12:00:00Z',
  [NAME]: 'small letters, digits and single hyphens such as reset-mid-member',
  [RANGES]: 'numbers of requests such as 1, 1-2, 3- or 1-2, 5',
  [INSTANT]: 'a date such as 2024-06-30 or 2024-06-30T12:00:00Z',
  [DAY]: 'a day such as 2024-06-30',
  '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$': 'an instant such as 2024-06-30T12:00:00Z',
  '^[\\x20-\\x7e]*$': 'printable ASCII',
  '^[A-Za-z0-9-]{1,80}$': 'the name of a header: letters, digits and hyphens',
  '^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$':
    'the path of a member such as Messages.csv',
  '^[^\\x00-\\x1f\\x7f]*$': 'a text without control characters',
};

/** The maximum number of listed values; for more, a message states their type instead. */
export const LISTED = 12;

/** The values that a schema accepts, in plain words: `a whole number from 0 to 600000`. */
export function expectation(schema: JsonSchema): string {
  const { const: constant, enum: words, type, anyOf } = schema;
  if (constant !== undefined) return JSON.stringify(constant);
  if (Array.isArray(words)) return oneOf(words, schema);
  if (Array.isArray(anyOf)) return `an object with ${anyOf.map(namesOf).join('; or ')}`;
  const types = [type].flat().map((one) => kinds[String(one)]?.(schema));
  if (types.every((one) => one !== undefined)) return types.join(' or ');
  return String(schema.description ?? 'another value');
}

const kinds: Readonly<Record<string, (schema: JsonSchema) => string>> = {
  boolean: () => 'true or false',
  integer: ({ minimum, maximum, not }) =>
    `a whole number${between(minimum, maximum)}${not === undefined ? '' : ` other than ${(not as JsonSchema).const}`}`,
  number: (schema) => `a number${between(schema.minimum, schema.maximum)}`,
  string: (schema) => {
    const { pattern } = schema;
    const what = pattern === undefined ? 'a text' : (patternWords[String(pattern)] ?? described(schema));
    return `${what}${lengthOf(schema)}`;
  },
  array: ({ items, minItems = 0, maxItems }) =>
    `a list${countOf(Number(minItems), maxItems)}${eachOf(items)}`,
  object: ({ minProperties = 0 }) =>
    minProperties === 0 ? 'an object' : `an object with at least ${minProperties} property`,
  null: () => 'nothing',
};

function oneOf(words: readonly unknown[], schema: JsonSchema): string {
  if (words.length > LISTED) return described(schema);
  return words.length === 1 ? JSON.stringify(words[0]) : `one of ${words.join(', ')}`;
}

/** The schema's description as a part of a sentence. */
function described({ description, pattern }: JsonSchema): string {
  if (typeof description !== 'string') return `a text like ${pattern}`;
  return description.charAt(0).toLowerCase() + description.slice(1).replace(/\.$/, '');
}

function between(least: unknown, most: unknown): string {
  if (least === undefined) return most === undefined ? '' : ` of at most ${most}`;
  return most === undefined || most === Number.MAX_SAFE_INTEGER
    ? ` of at least ${least}`
    : ` from ${least} to ${most}`;
}

function countOf(least: number, most: unknown): string {
  if (most !== undefined) return ` of ${least} to ${most}`;
  return least === 0 ? '' : ` of at least ${least}`;
}

function lengthOf({ minLength, maxLength }: JsonSchema): string {
  if (minLength === 1 && maxLength === undefined) return ' that is not empty';
  if (maxLength === undefined) return minLength === undefined ? '' : ` of at least ${minLength} characters`;
  return minLength === undefined
    ? `, at most ${maxLength} characters`
    : `, ${minLength} to ${maxLength} characters`;
}

function eachOf(items: unknown): string {
  if (typeof items !== 'object' || items === null) return '';
  return '$ref' in items ? '' : `, each ${expectation(items as JsonSchema)}`;
}

function namesOf({ properties = {} }: JsonSchema): string {
  return Object.keys(properties as object).join(' and ');
}
