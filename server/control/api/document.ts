import { type JsonSchema, type NetworkProfile, openApiDocument, profiles } from '../../../schemas/index.ts';
import type { controlTable } from '../routes.ts';
import { documentOperations } from './document-operations.ts';
import { journalOperations } from './journal-operations.ts';
import { journalSchemas } from './journal-schemas.ts';
import { networkOperations } from './network-operations.ts';
import { networkSchemas } from './network-schemas.ts';
import { type OperationSpec, type ResponseSpec, ref, tags } from './operation.ts';
import { controlError, errorSchemas, sharedResponses } from './responses.ts';
import { scenarioOperations } from './scenario-operations.ts';
import { definitionName, scenarioSchemas } from './scenario-schemas.ts';
import { sessionOperations } from './session-operations.ts';
import { sessionSchemas } from './session-schemas.ts';

type Operations = Readonly<Record<string, Readonly<Record<string, OperationSpec>>>>;
type Table = typeof controlTable;

/** The operations of control. A handler without a description does not compile. */
const controlOperations: {
  readonly [P in keyof Table]: { readonly [M in keyof Table[P]]: OperationSpec };
} = { ...sessionOperations, ...journalOperations, ...scenarioOperations, ...networkOperations };

/** The prefix of the paths of control. */
export const CONTROL = '/__admin';

const placeholders: Readonly<Record<string, JsonSchema>> = {
  id: {
    description: 'The id of a session; `main` is the server’s own.',
    schema: { type: 'string' },
    example: 'main',
  },
  name: { description: 'The name of a scenario.', schema: { type: 'string' }, example: 'csv-bom' },
  profile: {
    description: 'A profile of the network export, or the user export.',
    schema: { type: 'string', enum: profiles },
  },
  thread: { description: 'The id of a thread.', schema: { type: 'string' }, example: '1838180790017088' },
  user: { description: 'The id of a user.', schema: { type: 'string' }, example: '1831138186217472' },
  upload: { description: 'The id of a file.', schema: { type: 'string' }, example: '1838180790017090' },
  file: {
    description: 'The name of the file, ending in `.json`.',
    schema: { type: 'string' },
    example: 'Messages.json',
  },
};

const text = (example: string): JsonSchema => ({
  'text/plain; charset=utf-8': { schema: { type: 'string' }, example },
});

/** The responses to requests that are no operation, besides those under `/api/`. */
const otherResponses: JsonSchema = {
  [`${CONTROL}/*`]: {
    404: controlError(
      'The path does not exist.',
      '/__admin/sesions does not exist. Did you mean /__admin/sessions?',
    ),
    405: controlError(
      'The path has other methods.',
      '/__admin/clock: expected GET or HEAD or POST, got PUT.',
    ),
  },
  '*': {
    400: {
      description: 'The request is not valid HTTP/1.1.',
      content: text('expected GET, got an unknown method, or no HTTP.\n'),
    },
    404: {
      description: 'The path does not exist.',
      content: text('/export does not exist. Exports are at /api/v1/export.\n'),
    },
    408: {
      description: 'The request does not arrive within 30 s.',
      content: text('expected a complete request within 30 s, got only a part.\n'),
    },
    431: {
      description: 'The target and the headers are too large.',
      content: text(
        'expected a target and headers of at most 16384 bytes together, got more: send fewer or shorter ones.\n',
      ),
    },
    500: {
      description: 'The mock itself failed; it writes the error to stderr.',
      content: { 'application/json': { schema: ref('Error') } },
    },
  },
};

/**
 * The OpenAPI 3.1 document of a server: the export endpoints, control, and the documents. It depends on the
 * options of the server only, not on the request.
 *
 * @param control Whether any client may control the server; otherwise the paths of control do not exist.
 */
export function servedDocument(profile: NetworkProfile, control: boolean): JsonSchema {
  const exports = openApiDocument(profile);
  const { schemas, responses, ...components } = exports.components as Readonly<Record<string, object>>;
  const { NoSchema, AmbiguousHost, ...ofControl } = sharedResponses;
  const used = Object.keys(tags).filter((tag) => control || tag === 'documents');
  const { [`${CONTROL}/*`]: below, ...others } = otherResponses;
  return {
    ...exports,
    tags: [
      ...(exports.tags as readonly JsonSchema[]),
      ...used.map((name) => ({ name, description: tags[name as keyof typeof tags] })),
    ],
    paths: {
      ...(exports.paths as JsonSchema),
      ...(control && pathsOf(controlOperations, CONTROL)),
      ...pathsOf(documentOperations, ''),
    },
    components: {
      schemas: { ...schemas, ...(control && controlSchemas()) },
      responses: { ...responses, NoSchema, AmbiguousHost, ...(control && ofControl) },
      ...components,
    },
    'x-other-responses': {
      ...(exports['x-other-responses'] as JsonSchema),
      ...(control && { [`${CONTROL}/*`]: below }),
      ...others,
    },
  };
}

function controlSchemas(): JsonSchema {
  const all = {
    ...sessionSchemas,
    ...journalSchemas,
    ...scenarioSchemas,
    ...networkSchemas,
    ...errorSchemas,
  };
  return withReferences(all) as JsonSchema;
}

/** Replaces the references of the schemas that the server validates with: definitions are components here. */
function withReferences(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withReferences);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      const [, name] = key === '$ref' ? (/^#\/\$defs\/(\w+)$/.exec(value) ?? []) : [];
      return name === undefined ? [key, withReferences(value)] : ['$ref', ref(definitionName(name)).$ref];
    }),
  );
}

function pathsOf(operations: Operations, prefix: string): JsonSchema {
  return Object.fromEntries(
    Object.entries(operations).map(([pattern, methods]) => {
      const names = Array.from(pattern.matchAll(/:(\w+)/g), ([, name = '']) => name);
      const parameters = names.map((name) => ({ name, in: 'path', required: true, ...placeholders[name] }));
      const byMethod = Object.entries(methods).map(([method, spec]) => [
        method.toLowerCase(),
        operation(spec),
      ]);
      return [
        prefix + pattern.replaceAll(/:(\w+)/g, '{$1}'),
        { ...(names.length > 0 && { parameters }), ...Object.fromEntries(byMethod) },
      ];
    }),
  );
}

function operation(spec: OperationSpec): JsonSchema {
  const { operationId, tag, summary, description, query = {}, body, responses } = spec;
  const parameters = Object.entries(query).map(([name, one]) => ({
    name,
    in: 'query',
    required: false,
    ...one,
  }));
  return {
    operationId,
    tags: [tag],
    summary,
    description,
    security: [],
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && {
      requestBody: {
        description: body.description,
        required: body.required,
        content: {
          [body.type ?? 'application/json']: {
            schema: body.schema,
            ...(body.type === undefined && { examples: body.examples }),
          },
        },
      },
    }),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, response]) => [status, responseOf(response)]),
    ),
  };
}

function responseOf(response: ResponseSpec | string): JsonSchema {
  return typeof response === 'string' ? { $ref: `#/components/responses/${response}` } : { ...response };
}
