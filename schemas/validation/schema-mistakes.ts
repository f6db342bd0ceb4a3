import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../json-schema.ts';
import { nearest } from '../nearest.ts';
import { expectation, LISTED } from './expectation.ts';
import { type Mistake, pointer, shown } from './mistake.ts';

/** The maximum number of mistakes in one message. */
const MOST_MISTAKES = 20;

/** The options of every Ajv instance whose errors become mistakes. */
export const ajvOptions = {
  strict: true,
  allErrors: true,
  verbose: true,
  allowUnionTypes: true,
  // A schema judges a few values; to optimize its code takes longer than all of them.
  code: { optimize: false },
} as const;

let compiler: Promise<Ajv2020> | undefined;

/** Loads Ajv on first use: a server that reads no JSON starts without it. */
function loadedCompiler(): Promise<Ajv2020> {
  compiler ??= import('ajv/dist/2020.js').then(({ Ajv2020 }) => new Ajv2020(ajvOptions));
  return compiler;
}

/** Returns the mistakes that a schema finds in a value; none when the value is valid. */
export type Judge = (value: unknown) => readonly Mistake[];

/** The judge for a schema. The schema is compiled at this call. */
export async function judgeBy(schema: JsonSchema): Promise<Judge> {
  const ajv = await loadedCompiler();
  const id = String(schema.$id);
  const validate = ajv.getSchema(id) ?? ajv.compile(schema);
  return (value) => schemaMistakes(validate as ValidateFunction, value, schema);
}

/** Validates a value and returns the mistakes in it; none when it is valid. */
export function schemaMistakes(
  validate: ValidateFunction,
  value: unknown,
  schema: JsonSchema,
): readonly Mistake[] {
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf');
  const found = errors
    .filter((error) => choices.every((choice) => concerns(error, choice)))
    .flatMap((error) => mistakesOf(error, schema));
  return unlike(found).slice(0, MOST_MISTAKES);
}

/**
 * Selects the relevant errors of a choice of shapes: those of the shape whose names the value has, or
 * otherwise the error that no shape fits.
 */
function concerns(error: ErrorObject, choice: ErrorObject): boolean {
  const shape = shapeOf(choice);
  if (error === choice) return shape === -1;
  const inside = `${choice.schemaPath}/`;
  if (!error.schemaPath.startsWith(inside) || !error.instancePath.startsWith(choice.instancePath))
    return true;
  return error.schemaPath.startsWith(`${inside}${shape}/`);
}

function shapeOf({ schema, data }: ErrorObject): number {
  if (typeof data !== 'object' || data === null) return -1;
  const names = Object.keys(data).sort().join(' ');
  return (schema as JsonSchema[]).findIndex(
    (shape) => ((shape.required ?? []) as string[]).toSorted().join(' ') === names,
  );
}

type OwnMessage = (error: ErrorObject, schema: JsonSchema) => readonly Mistake[];

/** The messages of the kinds of errors that have a text of their own, instead of the schema's expectation. */
const ownMessages: Readonly<Record<string, OwnMessage>> = {
  if: () => [],
  required: ({ instancePath, params, parentSchema }, schema) => {
    const { missingProperty } = params as { missingProperty: string };
    const properties = parentSchema?.properties as Readonly<Record<string, JsonSchema>>;
    const wanted = resolved(properties[missingProperty] ?? {}, schema);
    const expected = `expected ${JSON.stringify(missingProperty)} (${expectation(wanted)}), got nothing.`;
    return [{ path: instancePath, text: expected }];
  },
  additionalProperties: ({ instancePath, params, parentSchema }) => {
    const { additionalProperty } = params as { additionalProperty: string };
    const known = Object.keys((parentSchema?.properties ?? {}) as object);
    const words = known.length > LISTED ? 'a known name' : `one of ${known.join(', ')}`;
    const expected = known.length === 1 ? `only ${JSON.stringify(known[0])}` : words;
    const path = pointer(instancePath, additionalProperty);
    return [{ path, text: `expected ${expected}, got ${meant(additionalProperty, known)}` }];
  },
  propertyNames: ({ instancePath, params, schema }) => {
    const { propertyName } = params as { propertyName: string };
    const text = `expected ${expectation({ type: 'string', ...(schema as object) })}, got ${shown(propertyName)}.`;
    return [{ path: pointer(instancePath, propertyName), text }];
  },
};

function mistakesOf(error: ErrorObject, schema: JsonSchema): readonly Mistake[] {
  const { keyword, instancePath, parentSchema = {}, data, propertyName } = error;
  if (propertyName !== undefined && keyword !== 'propertyNames') return [];
  const own = ownMessages[keyword];
  if (own !== undefined) return own(error, schema);
  const expected = `expected ${expectation(parentSchema)}`;
  const words: readonly unknown[] = Array.isArray(parentSchema.enum) ? parentSchema.enum : [];
  return [{ path: instancePath, text: `${expected}, got ${meant(data, words.filter(isText))}` }];
}

/** The given value and the closest known word, or all known words when they are not listed yet. */
function meant(value: unknown, known: readonly string[]): string {
  const near = isText(value) ? nearest(value, known) : undefined;
  if (near !== undefined) return `${shown(value)}. Did you mean ${JSON.stringify(near)}?`;
  return `${shown(value)}.${known.length > LISTED ? ` The known ones are ${known.join(', ')}.` : ''}`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const { $ref } = schema;
  if (!isText($ref)) return schema;
  const definitions = root.$defs as Readonly<Record<string, JsonSchema>>;
  return definitions[$ref.replace('#/$defs/', '')] ?? {};
}

function unlike(mistakes: readonly Mistake[]): readonly Mistake[] {
  const texts = new Map(mistakes.map((mistake) => [`${mistake.path} ${mistake.text}`, mistake]));
  return [...texts.values()];
}
