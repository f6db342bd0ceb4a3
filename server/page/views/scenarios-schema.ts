/** A JSON Schema, as far as the help reads it. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly then?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly examples?: readonly unknown[];
}

/**
 * The schema of a place in a scenario.
 *
 * @param value The scenario as far as it can be read: the kind of a step decides about its properties.
 */
export function schemaAt(
  root: Schema,
  path: readonly (string | number)[],
  value: unknown,
): Schema | undefined {
  let schema: Schema | undefined = resolved(root, root);
  let here = value;
  for (const part of path) {
    if (schema === undefined) return undefined;
    const kind = kindOf(schema, here);
    const next: Schema | undefined =
      typeof part === 'number' ? schema.items : (kind?.properties ?? propertiesOf(schema, root))[part];
    schema = next && resolved(next, root);
    here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[part] : undefined;
  }
  if (schema === undefined) return undefined;
  const kind = kindOf(schema, here);
  return kind === undefined ? schema : { ...schema, ...kind };
}

/** The properties of an object, of all its forms. */
export function propertiesOf(schema: Schema, root: Schema): Readonly<Record<string, Schema>> {
  const forms = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((one) => resolved(one, root));
  return Object.assign({}, ...forms.map(({ properties }) => properties), schema.properties);
}

/** The values that fit a schema, in words. */
export function expectationOf(schema: Schema, root: Schema): string {
  const { const: only, enum: values, type, minimum, maximum, anyOf } = resolved(schema, root);
  if (only !== undefined) return JSON.stringify(only);
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(', ');
  if (anyOf !== undefined) {
    const forms = anyOf.map((one) => Object.keys(resolved(one, root).properties ?? {}).join(' and '));
    return forms.every((form) => form !== '') ? `one of ${forms.join('; ')}` : 'one of several forms';
  }
  const range = [minimum !== undefined && `from ${minimum}`, maximum !== undefined && `to ${maximum}`];
  return [type?.toString() ?? 'any value', ...range.filter(Boolean)].join(' ');
}

/** The properties of a step, by its kind. */
function kindOf({ allOf = [] }: Schema, step: unknown): Schema | undefined {
  const kind = (step as { readonly do?: unknown } | null | undefined)?.do;
  if (kind === undefined) return undefined;
  return allOf.find(({ then }) => then?.properties?.do?.const === kind)?.then;
}

function resolved(schema: Schema, root: Schema): Schema {
  const name = schema.$ref?.replace('#/$defs/', '');
  const target = name === undefined ? undefined : root.$defs?.[name];
  return target === undefined ? schema : { ...resolved(target, root), ...withoutRef(schema) };
}

function withoutRef({ $ref: _, ...rest }: Schema): Schema {
  return rest;
}
