import type { ErrorCode } from './errors.ts';
import type { JsonSchema } from './json-schema.ts';
import { responsesFor } from './openapi-errors.ts';

const REQUESTS = '/api/v1/export/requests';
const tokenErrors = ['token_not_found', 'not_verified_admin', 'rate_limited'] as const;

const requestId = {
  name: 'request_id',
  in: 'path',
  description: 'The id of the export request.',
  required: true,
  schema: { type: 'string' },
} as const;

const date = (name: string, required: boolean, description: string): JsonSchema => ({
  name,
  in: 'query',
  description,
  required,
  schema: { type: 'string', examples: ['2020-02-09T00:00:00', '2020-02-09'] },
});

const idSchema = { description: 'The id of the export request.', type: 'string' } as const;

/** The operations of the Files Export API. Their document is part of the OpenAPI document. */
export function filesPaths(servers: readonly JsonSchema[]): JsonSchema {
  return {
    [REQUESTS]: { servers, post: createOperation() },
    [`${REQUESTS}/{request_id}`]: { servers, get: statusOperation() },
    [`${REQUESTS}/{request_id}/files/{part}`]: { servers, get: downloadOperation() },
  };
}

function createOperation(): JsonSchema {
  return {
    operationId: 'createFilesExport',
    tags: ['files-export'],
    summary: 'Create an export request for files',
    description: 'The body is not read. Only verified administrators may export.',
    parameters: [
      date('since', true, 'The start of the range: ISO 8601, inclusive.'),
      date(
        'until',
        false,
        'The end of the range: ISO 8601, inclusive, at most two months after `since`. Default: now.',
      ),
    ],
    responses: {
      200: answer(
        'The export request is created.',
        { user_request_id: idSchema },
        { user_request_id: '5f0c' },
      ),
      ...errors([
        ...tokenErrors,
        'files_parameter_invalid',
        'files_range_too_long',
        'files_too_many_requests',
      ]),
    },
  };
}

function statusOperation(): JsonSchema {
  return {
    operationId: 'getFilesExport',
    tags: ['files-export'],
    summary: 'Get the status of an export request',
    description: 'Only verified administrators may ask.',
    parameters: [requestId],
    responses: {
      200: answer(
        'The status.',
        {
          user_request_id: idSchema,
          status: {
            description: 'The state.',
            type: 'string',
            enum: ['PENDING', 'IN_PROGRESS', 'COMPLETE', 'FAILED', 'EXPIRED'],
          },
          data: {
            description:
              'The links to the archives, one on a line; empty without files, and in any other state than `COMPLETE`.',
            type: 'string',
          },
        },
        { user_request_id: '5f0c', status: 'PENDING', data: '' },
      ),
      ...errors([...tokenErrors, 'files_request_not_found']),
    },
  };
}

function downloadOperation(): JsonSchema {
  const part = {
    name: 'part',
    in: 'path',
    description: 'The number of the archive.',
    required: true,
    schema: { type: 'integer', minimum: 1 },
  };
  const signed = (name: string, description: string): JsonSchema => ({
    name,
    in: 'query',
    description,
    required: true,
    schema: { type: 'string' },
  });
  return {
    operationId: 'downloadFilesExport',
    tags: ['files-export'],
    summary: 'Download an archive of an export request',
    description: 'The status has the complete address. No token is needed.',
    security: [],
    parameters: [
      requestId,
      part,
      signed('expires', 'The expiry of the link, Unix seconds.'),
      signed('sig', 'The signature of the link.'),
    ],
    responses: {
      200: {
        description:
          'A ZIP, streamed while it is made: Files.csv, and inner archives `files-<number>.zip` with at most 100 files each.',
        headers: {
          'Content-Disposition': { description: 'Names the download.', schema: { type: 'string' } },
        },
        content: { 'application/zip': {} },
      },
      ...errors(['files_link_refused']),
    },
  };
}

function answer(
  description: string,
  properties: Readonly<Record<string, JsonSchema>>,
  example: Readonly<Record<string, string>>,
): JsonSchema {
  const required = Object.keys(properties);
  const schema = { type: 'object', properties, required, additionalProperties: false };
  return { description, content: { 'application/json': { schema, example } } };
}

function errors(codes: readonly ErrorCode[]): JsonSchema {
  return Object.fromEntries(responsesFor(codes));
}
