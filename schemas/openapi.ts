import type { Endpoint } from './evidence.ts';
import type { JsonSchema } from './json-schema.ts';
import { kinds } from './kinds.ts';
import { type NetworkProfile, networkModels, userModels } from './models.ts';
import { errorSchema, responseName, responsesAt, statusesAt } from './openapi-errors.ts';
import { filesPaths } from './openapi-files.ts';
import { type Parameter, parametersOf } from './parameters.ts';
import { filesOf, memberNameOf } from './profiles.ts';

const endpoints = {
  network: {
    path: '/api/v1/export',
    operationId: 'exportNetwork',
    summary: 'Export the data of a network',
    description:
      'The rows that were created or changed in a window, as CSVs in a ZIP, with the attachments. Only verified administrators may export.',
  },
  user: {
    path: '/api/v1/export/users/{user_id}',
    operationId: 'exportUser',
    summary: 'Export the data of one person',
    description:
      'The rows of one person over the whole time, as CSVs in a ZIP, with the attachments. Only administrators may export.',
  },
} as const satisfies Readonly<Record<Endpoint, unknown>>;

const description = (profile: NetworkProfile): string =>
  `The export endpoints as the mock serves them in the profile \`${profile}\`, and the control API.

- Signing in and the REST API around the exports are described in docs/fidelity.md, not here.
- Parameters of the export endpoints that are not listed are ignored.
- HEAD is answered like GET, without the body.
- Names in angle brackets in the examples of errors stand for values of the request.
- Statuses and bodies are those without scenarios, and with every switch of docs/fidelity.md at its default. A scenario can answer every request to the export endpoints in any way.
- \`x-other-responses\` has the responses to requests that are no operation of this document.`;

const root = { url: '/', description: 'The server’s own session.' } as const;
const inSession = {
  url: '{base}/s/{session}',
  description: 'A session: `base_url` in the response that begins it.',
  variables: {
    base: { default: 'http://127.0.0.1:4010', description: 'The URL of the server.' },
    session: { default: 'main', description: 'The id of a session.' },
  },
} as const;

/**
 * The OpenAPI 3.1 document of the endpoints: every parameter, status and body. The profile decides which
 * models and files the network export has. The same arguments give the same document, key for key.
 */
export function openApiDocument(profile: NetworkProfile): JsonSchema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Viva Engage Data Export API, mocked by engage-export-kit',
      summary: 'Exports of a synthetic network.',
      version: '1',
      description: description(profile),
      contact: { name: 'The maintainers of engage-export-kit' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [root],
    tags: [
      { name: 'exports', description: 'The data export API.' },
      { name: 'files-export', description: 'The asynchronous Files Export API.' },
    ],
    paths: {
      [endpoints.network.path]: pathItem('network', profile),
      [endpoints.user.path]: pathItem('user', profile),
      ...filesPaths([root, inSession]),
    },
    components: {
      schemas: { Error: errorSchema },
      responses: Object.fromEntries([...responsesAt('network'), ...responsesAt('user')]),
      securitySchemes,
    },
    security: [{ bearer: [] }, { accessToken: [] }],
    'x-other-responses': { '/api/*': Object.fromEntries(responsesAt('elsewhere')) },
  };
}

const securitySchemes: JsonSchema = {
  bearer: { type: 'http', scheme: 'bearer', description: 'The token of an administrator.' },
  accessToken: {
    type: 'apiKey',
    in: 'query',
    name: 'access_token',
    description: 'The same token in the query; the header counts when both are sent.',
  },
};

function pathItem(endpoint: Endpoint, profile: NetworkProfile): JsonSchema {
  return { servers: [root, inSession], get: operation(endpoint, profile) };
}

function operation(endpoint: Endpoint, profile: NetworkProfile): JsonSchema {
  const { operationId, summary, description } = endpoints[endpoint];
  return {
    operationId,
    tags: ['exports'],
    summary,
    description,
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
