import { codeList, type JsonSchema, markdownTable } from '../../../schemas/index.ts';

type Schemas = Readonly<Record<string, JsonSchema>>;

/** The types of JSON in words. */
const words: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
  array: 'list',
  null: 'null',
};

/** The types that another page explains, by the beginning of their name. */
const SCENARIO = /^Scenario(?:Rule|When|Step|Place|Csv)?$/;

/** The properties whose inner properties another page or another type lists. */
const LISTED_ELSEWHERE = ['assumptions', '_exchange'];

/** A schema in a few words of Markdown, with links to other types. */
export function typeText(schema: JsonSchema): string {
  const { $ref, enum: values, anyOf, oneOf, const: constant, type, items, if: condition } = schema;
  if (typeof $ref === 'string') return linkTo($ref.split('/').at(-1) ?? '');
  if (Array.isArray(values)) return codeList(values.map(String));
  if (constant !== undefined) return `\`${JSON.stringify(constant)}\``;
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices)) return choices.map(typeText).join(' or ');
  if (condition !== undefined)
    return `${typeText(schema.then as JsonSchema)} or ${typeText(schema.else as JsonSchema)}`;
  if (type === 'array' && items !== undefined) return `list of ${typeText(items as JsonSchema)}`;
  const names = [type ?? 'object'].flat().map((name) => words[String(name)] ?? String(name));
  return `${names.join(' or ')}${rangeOf(schema)}`;
}

function rangeOf({ minimum, maximum, format, minLength, maxLength }: JsonSchema): string {
  if (format === 'date-time') return ' (an instant)';
  if (maxLength !== undefined) return ` (${minLength ?? 0} to ${maxLength} characters)`;
  if (minimum === undefined) return '';
  if (maximum === undefined || maximum === Number.MAX_SAFE_INTEGER) return ` (at least ${minimum})`;
  return ` (${minimum} to ${maximum})`;
}

function linkTo(name: string): string {
  return SCENARIO.test(name)
    ? `[${name}](scenarios.md#write-a-scenario)`
    : `[${name}](#${name.toLowerCase()})`;
}

/** The section of a type: its description and a table of its properties, those of inner objects included. */
export function typeSection(name: string, schema: JsonSchema): string {
  const rows = propertyRows(schema, '');
  return [
    `### ${name}`,
    String(schema.description),
    markdownTable(['Property', 'Type', 'Meaning'], rows),
  ].join('\n\n');
}

function propertyRows(schema: JsonSchema, prefix: string): readonly (readonly string[])[] {
  const required = (schema.required ?? []) as readonly string[];
  return Object.entries((schema.properties ?? {}) as Schemas).flatMap(([name, property]) => {
    // In a body of options every property is optional.
    const mark = schema.required === undefined || required.includes(name) ? '' : '?';
    const meaning = String(property.description ?? '');
    const [inner, suffix] = innerOf(property);
    return [
      [`\`${prefix}${name}\`${mark}`, typeText(property), meaning],
      ...(LISTED_ELSEWHERE.includes(name) ? [] : propertyRows(inner, `${prefix}${name}${suffix}.`)),
    ];
  });
}

/**
 * The object in a property: the property itself, or the items of a list. A reference has a section of its
 * own.
 */
function innerOf(property: JsonSchema): readonly [inner: JsonSchema, suffix: string] {
  const choices = Array.isArray(property.anyOf) ? (property.anyOf as readonly JsonSchema[]) : [];
  const object = choices.find((choice) => choice.type === 'object') ?? property;
  const items = object.items as JsonSchema | undefined;
  return items?.type === 'object' ? [items, '[]'] : [object, ''];
}
