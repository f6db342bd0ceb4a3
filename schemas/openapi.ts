import { type ErrorCode, type ErrorEntry, errorByCode, errors } from './errors.ts';
import type { Endpoint } from './evidence.ts';
import type { JsonSchema } from './json-schema.ts';
import { kinds } from './kinds.ts';
import { type NetworkProfile, networkModels, userModels } from './models.ts';
import { type Parameter, parametersOf } from './parameters.ts';
import { filesOf, memberNameOf } from './profiles.ts';

const endpoints = {
  network: {
    path: '/api/v1/export',
    operationId: 'exportNetwork',
    summary: 'Export the data of a network that was created or changed in a window.',
  },
  user: {
    path: '/api/v1/export/users/{user_id}',
    operationId: 'exportUser',
    summary: 'Export the data of one person.',
  },
} as const satisfies Readonly<Record<Endpoint, unknown>>;

/** The place where a request fails: at an endpoint, or before it reaches one. */
type Place = Endpoint | 'elsewhere';

const places: readonly Place[] = ['network', 'user', 'elsewhere'];

/**
 * The OpenAPI 3.1 document of the two endpoints: every parameter, status and body. The profile decides which
 * models and files the network export has. The same arguments give the same document, key for key.
 */
export function openApiDocument(profile: NetworkProfile): JsonSchema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Viva Engage Data Export API',
      version: '1',
      description: `The two export endpoints as the mock serves them in the profile \`${profile}\`. Parameters that are not listed are ignored. Responses outside the endpoints are under \`components/responses\`, with names that begin with \`elsewhere\`.`,
    },
    paths: {
      [endpoints.network.path]: { get: operation('network', profile) },
      [endpoints.user.path]: { get: operation('user', profile) },
    },
    components: {
      schemas: { Error: errorSchema },
      responses: Object.fromEntries(places.flatMap(responsesAt)),
      securitySchemes,
    },
    security: [{ bearer: [] }, { accessToken: [] }],
  };
}

const errorSchema: JsonSchema = {
  description: 'The body of an error.',
  type: 'object',
  required: ['response'],
  properties: {
    response: {
      type: 'object',
      required: ['message', 'code', 'stat'],
      properties: {
        message: { type: 'string' },
        code: { type: 'integer' },
        stat: { const: 'fail' },
      },
    },
  },
};

const securitySchemes: JsonSchema = {
  bearer: { type: 'http', scheme: 'bearer', description: 'The token of an administrator.' },
  accessToken: {
    type: 'apiKey',
    in: 'query',
    name: 'access_token',
    description: 'The same token in the query; the header counts when both are sent.',
  },
};

function operation(endpoint: Endpoint, profile: NetworkProfile): JsonSchema {
  const { operationId, summary } = endpoints[endpoint];
  return {
    operationId,
    summary,
    parameters: parametersOf(endpoint)
      .filter(({ name }) => name !== securitySchemeParameter)
      .map((parameter) => parameterObject(parameter, endpoint, profile)),
    responses: {
      '200': exported(endpoint === 'user' ? 'user' : profile),
      ...Object.fromEntries(
        statusesAt(endpoint).map((status) => [
          status,
          { $ref: `#/components/responses/${responseName(endpoint, status)}` },
        ]),
      ),
    },
  };
}

/** A parameter that is a security scheme: OpenAPI documents it only there. */
const securitySchemeParameter = 'access_token';

function parameterObject(parameter: Parameter, endpoint: Endpoint, profile: NetworkProfile): JsonSchema {
  const { name, rule, required, repeatable } = parameter;
  const value = parameterSchema(parameter, endpoint, profile);
  return {
    name,
    in: parameter.in,
    description: parameter.default === undefined ? rule : `${rule} Default: ${parameter.default}.`,
    required,
    ...(repeatable ? { style: 'form', explode: true } : {}),
    schema: repeatable ? { type: 'array', items: value } : value,
  };
}

function parameterSchema(parameter: Parameter, endpoint: Endpoint, profile: NetworkProfile): JsonSchema {
  const { kind, values } = parameter;
  if (kind === 'model') {
    const models = endpoint === 'user' ? userModels() : networkModels(profile);
    return { type: 'string', enum: [...models, 'File'] };
  }
  if (kind === 'id') return { type: 'string', pattern: kinds.id.pattern };
  if (kind === 'date') return { type: 'string', examples: ['2020-02-09T00:00:00+00:00', '2020-02-09'] };
  if (values === undefined) return { type: 'string' };
  return { type: 'string', enum: values, default: parameter.default };
}

function exported(profile: NetworkProfile | 'user'): JsonSchema {
  const members = filesOf(profile).map((key) => memberNameOf(key, profile));
  return {
    description: `A ZIP, streamed while it is made: log.txt, request.txt, the attachments, and the requested ones of these files: ${members.join(', ')}.`,
    headers: {
      'Content-Disposition': {
        description: 'Names the download `export-<unix milliseconds>.zip`.',
        schema: { type: 'string' },
      },
    },
    content: { 'application/zip': {} },
  };
}

type ErrorPair = readonly [code: string, entry: ErrorEntry];

function errorsAt(place: Place): readonly ErrorPair[] {
  return (Object.keys(errors) as ErrorCode[])
    .map((code) => [code, errorByCode(code)] as const)
    .filter(([, { endpoints: at }]) => (place === 'elsewhere' ? at.length === 0 : at.includes(place)));
}

function statusesAt(place: Place): readonly number[] {
  return [...new Set(errorsAt(place).map(([, { status }]) => status))].sort();
}

function responseName(place: Place, status: number): string {
  return `${place}${status}`;
}

function responsesAt(place: Place): readonly (readonly [string, JsonSchema])[] {
  return statusesAt(place).map((status) => {
    const pairs = errorsAt(place).filter(([, entry]) => entry.status === status);
    return [responseName(place, status), response(pairs)] as const;
  });
}

function response(pairs: readonly ErrorPair[]): JsonSchema {
  const headers = pairs.flatMap(([, entry]) => Object.entries(entry.headers ?? {}));
  const types = [...new Set(pairs.map(([, { contentType }]) => contentType))].filter(Boolean);
  return {
    description: pairs.map(([, { when }]) => when).join(' '),
    ...(headers.length > 0 ? { headers: Object.fromEntries(headers.map(headerObject)) } : {}),
    ...(types.length > 0 ? { content: Object.fromEntries(types.map((type) => mediaType(type, pairs))) } : {}),
  };
}

function headerObject([name, value]: readonly [string, string]): readonly [string, JsonSchema] {
  return [name, { schema: { type: 'string', const: value } }];
}

function mediaType(type: string, pairs: readonly ErrorPair[]): readonly [string, JsonSchema] {
  const asJson = type === 'application/json';
  const examples = pairs
    .filter(([, { contentType }]) => contentType === type)
    .map(
      ([code, { when, body }]) => [code, { summary: when, value: asJson ? JSON.parse(body) : body }] as const,
    );
  return [
    type,
    {
      schema: asJson ? { $ref: '#/components/schemas/Error' } : { type: 'string' },
      examples: Object.fromEntries(examples),
    },
  ];
}
