import { allowedValues, type Column, type Kind, type Profile } from './column.ts';
import { kinds } from './kinds.ts';
import { columnsOf, fileByKey, memberNameOf } from './profiles.ts';
import type { FileKey } from './tables.ts';

/** A JSON Schema, or a part of one. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * The JSON Schema (draft 2020-12) of one row of a file in a profile. The row has the form that a CSV reader
 * gives: an object whose values are all texts, including empty ones. It has patterns instead of formats, so
 * that every validator without extensions gives the same result.
 *
 * @throws RangeError when the profile does not have the file.
 */
export function rowSchema(key: FileKey, profile: Profile): JsonSchema {
  const member = memberNameOf(key, profile);
  if (member === undefined) {
    throw new RangeError(
      `expected a file of the profile ${profile}, got ${key}. Use a file of filesOf('${profile}').`,
    );
  }
  const columns = columnsOf(key, profile);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: schemaId(key, profile),
    title: `A row of ${member}`,
    description: fileByKey(key).purpose,
    type: 'object',
    properties: Object.fromEntries(columns.map(([name, column]) => [name, columnSchema(column)])),
    required: columns.map(([name]) => name),
    additionalProperties: false,
    $defs: kindSchemas(columns.map(([, column]) => column.kind)),
  };
}

/** The `$id` of that schema. */
export function schemaId(key: FileKey, profile: Profile): string {
  return `urn:engage-export-kit:${profile}:${key}`;
}

function columnSchema(column: Column): JsonSchema {
  const description = column.refers ? `${column.meaning} Refers to ${column.refers}.` : column.meaning;
  return { description, ...valueSchema(column) };
}

function valueSchema(column: Column): JsonSchema {
  if (column.kind === 'enum') {
    return { type: 'string', enum: column.optional ? ['', ...allowedValues(column)] : allowedValues(column) };
  }
  const filled = column.kind === 'array' ? arraySchema(column) : kindRef(column.kind);
  return column.optional ? { anyOf: [{ type: 'string', maxLength: 0 }, filled] } : filled;
}

function kindRef(kind: Kind): JsonSchema {
  return { $ref: `#/$defs/${kind}` };
}

/** The definitions of the kinds that a file uses; `enum` and `array` are defined at the column. */
function kindSchemas(used: readonly Kind[]): JsonSchema {
  const own: readonly Kind[] = ['enum', 'array'];
  const names = [...new Set(used)].filter((kind) => !own.includes(kind)).sort();
  return Object.fromEntries(names.map((kind) => [kind, kindSchema(kind)]));
}

/** The schema of a cell that is not empty; a `text` that may not be empty has at least one character. */
function kindSchema(kind: Kind): JsonSchema {
  const { meaning, pattern } = kinds[kind];
  return {
    description: meaning,
    type: 'string',
    ...(pattern === undefined ? { minLength: 1 } : { pattern }),
  };
}

function arraySchema(column: Column): JsonSchema {
  const item = `"(?:${allowedValues(column).map(literal).join('|')})"`;
  return { type: 'string', pattern: `^\\[(?:${item}(?:, ?${item})*)?\\]$` };
}

/** A regular expression that matches exactly this text. */
function literal(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
