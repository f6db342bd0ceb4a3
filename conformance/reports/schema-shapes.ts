import type { JsonSchema } from '../../schemas/index.ts';

export const text = { type: 'string' } as const;
export const count = { type: 'integer', minimum: 0 } as const;
export const time = { type: 'number', minimum: 0 } as const;
export const instant = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$',
} as const;

/** A schema with its description; a text if none is given. */
export function said(description: string, schema: JsonSchema = text): JsonSchema {
  return { description, ...schema };
}

/** A list with its description. */
export function listOf(description: string, items: JsonSchema): JsonSchema {
  return { description, type: 'array', items };
}

/** An object schema with exactly these properties; the `optional` ones may be missing. */
export function shape(
  description: string,
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { description, type: 'object', properties, required, additionalProperties: false };
}
