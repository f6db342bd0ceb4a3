import type { ErrorEntry } from './error-entry.ts';
import { type ErrorCode, errorByCode, errors } from './errors.ts';
import type { Endpoint } from './evidence.ts';
import type { JsonSchema } from './json-schema.ts';

/** The place where a request fails: at an endpoint, or before it reaches one. */
type Place = Endpoint | 'elsewhere';

type ErrorPair = readonly [
  code: string,
  entry: Pick<ErrorEntry, 'status' | 'contentType' | 'body' | 'headers' | 'when'>,
];

/** The errors of the mock itself at the endpoints. The real service has no sessions. */
const mockErrors: readonly ErrorPair[] = [
  [
    'ambiguous_host',
    {
      status: 400,
      contentType: 'text/plain; charset=utf-8',
      body: 'expected one Host header, got 2: send only the host of the request.\n',
      when: 'The host of the request is ambiguous, RFC 9112 section 3.2.',
    },
  ],
  [
    'session_not_found',
    {
      status: 404,
      contentType: 'text/plain; charset=utf-8',
      body: 'There is no session <session>: it has ended or never existed.\n',
      when: 'The path begins with `/s/<session>`, and there is no such session.',
    },
  ],
];

/** The body of a JSON error. */
export const errorSchema: JsonSchema = {
  description: 'The body of an error.',
  type: 'object',
  required: ['response'],
  properties: {
    response: {
      type: 'object',
      required: ['message', 'code', 'stat'],
      properties: {
        message: { description: 'The error in words.', type: 'string' },
        code: { description: 'The number of the error, or the status.', type: 'integer' },
        stat: { description: 'Always fail.', const: 'fail' },
      },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};

/** The header of every error response of the endpoints, except for those of the mock itself. */
const hintHeader: JsonSchema = {
  description: 'The problem and the correct form. Only the mock sends it.',
  schema: { type: 'string', maxLength: 303 },
};

const retryAfterHeader: JsonSchema = {
  description: 'Seconds until a request is allowed, or a date; absent in some scenarios.',
  schema: { type: 'string' },
  example: '30',
};

function errorsAt(place: Place): readonly ErrorPair[] {
  const all = (Object.keys(errors) as ErrorCode[]).map((code) => [code, errorByCode(code)] as const);
  if (place === 'elsewhere') return all.filter(([, { endpoints: at }]) => at.length === 0);
  return [...all.filter(([, { endpoints: at }]) => at.includes(place)), ...mockErrors];
}

/** The statuses of the errors of a place. */
export function statusesAt(place: Place): readonly number[] {
  return [...new Set(errorsAt(place).map(([, { status }]) => status))].sort();
}

/** The name of the response with a status. */
export function responseName(place: Place, status: number): string {
  return place === 'elsewhere' ? String(status) : `${place}${status}`;
}

/** The error responses of a place, by name. */
export function responsesAt(place: Place): readonly (readonly [string, JsonSchema])[] {
  return statusesAt(place).map((status) => {
    const pairs = errorsAt(place).filter(([, entry]) => entry.status === status);
    return [responseName(place, status), response(pairs)] as const;
  });
}

/** The responses for some errors and those of the mock itself, by status. */
export function responsesFor(codes: readonly ErrorCode[]): readonly (readonly [string, JsonSchema])[] {
  const pairs: readonly ErrorPair[] = [
    ...codes.map((code) => [code, errorByCode(code)] as const),
    ...mockErrors,
  ];
  return [...new Set(pairs.map(([, { status }]) => status))]
    .sort()
    .map((status) => [String(status), response(pairs.filter(([, entry]) => entry.status === status))]);
}

function response(pairs: readonly ErrorPair[]): JsonSchema {
  const headers = pairs.flatMap(([, entry]) => Object.entries(entry.headers ?? {}));
  const types = [...new Set(pairs.map(([, { contentType }]) => contentType))].filter(Boolean);
  const limited = pairs.some(([, { status }]) => status === 429);
  const hinted = pairs.some((pair) => !mockErrors.includes(pair));
  return {
    description: pairs
      .map(([, { when, contentType }]) => `${when}${contentType === '' ? ' The body is empty.' : ''}`)
      .join(' '),
    headers: {
      ...Object.fromEntries(headers.map(headerObject)),
      ...(limited && { 'Retry-After': retryAfterHeader }),
      ...(hinted && { 'X-Engage-Export-Hint': hintHeader }),
    },
    ...(types.length > 0 ? { content: Object.fromEntries(types.map((type) => mediaType(type, pairs))) } : {}),
  };
}

function headerObject([name, value]: readonly [string, string]): readonly [string, JsonSchema] {
  return [name, { description: 'The allowed methods.', schema: { type: 'string', const: value } }];
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
