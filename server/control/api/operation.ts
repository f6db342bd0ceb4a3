import type { JsonSchema } from '../../../schemas/index.ts';

/** The tags of the operations, with their descriptions. */
export const tags = {
  server: 'The state and the data of the server.',
  sessions: 'Isolated parts of the server. A test uses one session, and other tests do not see it.',
  clock: 'The clock of a session. Windows end at it, and new messages appear as it moves.',
  journal: 'The last exchanges of the export endpoints, without secrets.',
  network: 'The data of a session, by page, as its exports hold it; and the check of an export.',
  scenarios: 'The failures that a client can select with its token, or a test with its session.',
  documents: 'This document and the JSON Schemas. They need no token.',
} as const;

export type Tag = keyof typeof tags;

/** A header of a response. */
export interface HeaderSpec {
  readonly description: string;
  readonly schema: JsonSchema;
}

/** The body of a response in one media type. */
export interface ContentSpec {
  readonly schema: JsonSchema;
  readonly example: unknown;
}

/** A response of an operation. */
export interface ResponseSpec {
  readonly description: string;
  readonly headers?: Readonly<Record<string, HeaderSpec>>;
  /** By media type; absent when there is no body. */
  readonly content?: Readonly<Record<string, ContentSpec>>;
}

/** The body of a request. */
export interface BodySpec {
  /** The media type, when it is not JSON. */
  readonly type?: string;
  readonly description: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly examples: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
}

/** A parameter in the query or in the path. */
export interface ParameterSpec {
  readonly description: string;
  readonly schema: JsonSchema;
  readonly example?: unknown;
}

/** One operation: a method of a path. */
export interface OperationSpec {
  readonly operationId: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description: string;
  readonly query?: Readonly<Record<string, ParameterSpec>>;
  readonly body?: BodySpec;
  /** By status; a text names a shared response. */
  readonly responses: Readonly<Record<number, ResponseSpec | string>>;
}

/** A reference to a schema of the document. */
export function ref(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

/** The schema of an object with exactly these properties; `optional` ones may be absent. */
export function closed<T extends object>(
  description: string,
  properties: { readonly [K in keyof Required<T>]: JsonSchema },
  optional: readonly (keyof T)[] = [],
): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name as keyof T));
  return { description, type: 'object', properties, required, additionalProperties: false };
}

/** The schema of a list. */
export function listOf(description: string, items: JsonSchema): JsonSchema {
  return { description, type: 'array', items };
}

/** The same schema that also allows `null`. */
export function orNull(schema: JsonSchema): JsonSchema {
  const { description, ...rest } = schema;
  const { type } = rest;
  if (typeof type === 'string' && rest.enum === undefined) return { ...schema, type: [type, 'null'] };
  return { ...(description !== undefined && { description }), anyOf: [rest, { type: 'null' }] };
}

export const text = (description: string): JsonSchema => ({ description, type: 'string' });
export const flag = (description: string): JsonSchema => ({ description, type: 'boolean' });
export const count = (description: string): JsonSchema => ({ description, type: 'integer', minimum: 0 });
export const instant = (description: string): JsonSchema => ({
  description,
  type: 'string',
  format: 'date-time',
});
export const wordOf = (description: string, words: readonly string[]): JsonSchema => ({
  description,
  type: 'string',
  enum: words,
});
