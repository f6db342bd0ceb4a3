import type { JsonSchema } from '../../schemas/index.ts';
import { operations, optionNames } from './description.ts';

const argv: JsonSchema = {
  type: 'array',
  minItems: 1,
  maxItems: 200,
  items: { type: 'string', maxLength: 10_000 },
};

const codes: JsonSchema = {
  type: 'array',
  uniqueItems: true,
  items: { type: 'integer', minimum: 0, maximum: 255 },
};

/** What a `client.json` may say. */
export const clientSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'How a client is called',
  type: 'object',
  properties: {
    $schema: { type: 'string' },
    name: { type: 'string', minLength: 1, maxLength: 200 },
    commands: {
      type: 'object',
      properties: Object.fromEntries(operations.map((name) => [name, argv])),
      minProperties: 1,
      additionalProperties: false,
    },
    options: {
      type: 'object',
      properties: Object.fromEntries(optionNames.map((name) => [name, argv])),
      additionalProperties: false,
    },
    exitCodes: {
      type: 'object',
      properties: { complete: codes, partial: codes, unsupported: codes },
      additionalProperties: false,
    },
    leaves: { enum: ['zip', 'files', 'rows'] },
    env: { type: 'object', additionalProperties: { type: 'string' } },
    timeLimitSeconds: { type: 'number', exclusiveMinimum: 0, maximum: 3600 },
  },
  required: ['name', 'commands'],
  additionalProperties: false,
};
