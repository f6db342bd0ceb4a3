import { type JsonSchema, profiles } from '../../../schemas/index.ts';
import { listOf, type OperationSpec, type ResponseSpec } from './operation.ts';
import { shared } from './responses.ts';

const document = (description: string, names: readonly string[], example: unknown): ResponseSpec => {
  const schema = {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, {}])),
    required: names,
  };
  return { description, content: { 'application/json': { schema, example } } };
};
const jsonSchema = document('The JSON Schema.', ['$schema', '$id', 'title'], {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:engage-export-kit:current:Messages',
  title: 'A row of Messages.csv',
});
const schemaErrors = { 400: shared('AmbiguousHost'), 404: shared('NoSchema') } as const;
const schemaPaths: JsonSchema = {
  description: 'The paths of the schemas of a profile, or of the files that users write for the server.',
  type: 'object',
  properties: Object.fromEntries(
    [...profiles, 'server'].map((name) => [name, listOf('Paths.', { type: 'string' })]),
  ),
  required: [...profiles, 'server'],
  additionalProperties: false,
};

/** The operations outside control that describe the server, by path and method. */
export const documentOperations = {
  '/openapi.json': {
    GET: {
      operationId: 'getOpenApi',
      tag: 'documents',
      summary: 'Get this document',
      description: 'It describes the profile of the server. It is the same for every client.',
      responses: {
        200: document('The OpenAPI document.', ['openapi', 'info', 'paths', 'components'], {
          openapi: '3.1.0',
          info: { title: 'An API', version: '1' },
          paths: {},
          components: {},
        }),
        400: shared('AmbiguousHost'),
      },
    },
  },
  '/schemas': {
    GET: {
      operationId: 'listSchemas',
      tag: 'documents',
      summary: 'List the JSON Schemas',
      description: 'The paths by profile, and those of the files that users write for the server.',
      responses: {
        200: {
          description: 'The paths.',
          content: {
            'application/json': {
              schema: schemaPaths,
              example: {
                ...Object.fromEntries(profiles.map((name) => [name, [`/schemas/${name}/Messages.json`]])),
                server: ['/schemas/scenario.json', '/schemas/config.json'],
              },
            },
          },
        },
        400: shared('AmbiguousHost'),
      },
    },
  },
  '/schemas/:file': {
    GET: {
      operationId: 'getWrittenSchema',
      tag: 'documents',
      summary: 'Get the JSON Schema of a file that users write',
      description: '`scenario.json` describes a scenario, `config.json` a configuration file.',
      responses: { 200: jsonSchema, ...schemaErrors },
    },
  },
  '/schemas/:profile/:file': {
    GET: {
      operationId: 'getRowSchema',
      tag: 'documents',
      summary: 'Get the JSON Schema of a row of a CSV',
      description: 'A row is an object whose values are all texts, as a CSV reader gives it.',
      responses: { 200: jsonSchema, ...schemaErrors },
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, OperationSpec>>>>;
