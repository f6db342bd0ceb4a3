import type { JsonSchema } from '../../../schemas/index.ts';
import { type ContentSpec, closed, listOf, type ResponseSpec, ref, text } from './operation.ts';

const TEXT = 'text/plain; charset=utf-8';

/** The schemas of errors, by their name in the document. */
export const errorSchemas = {
  ControlError: closed(
    'An error of a control request. The request has changed nothing.',
    {
      error: text('The expected value, the given value, and what to do; a line for each mistake.'),
      mistakes: listOf('The mistakes in the body or in the query.', ref('Mistake')),
    },
    ['mistakes'],
  ),
  Mistake: closed('A mistake.', {
    path: text('The place: a JSON pointer; empty for the whole.'),
    text: text('The expected value and the given value.'),
  }),
} as const satisfies Readonly<Record<string, JsonSchema>>;

/** An error of a control request. */
export function controlError(description: string, error: string, path?: string): ResponseSpec {
  const mistake = error.slice(path === undefined || path === '' ? 0 : path.length + 2);
  const mistakes = path === undefined ? {} : { mistakes: [{ path, text: mistake }] };
  return {
    description,
    content: { 'application/json': { schema: ref('ControlError'), example: { error, ...mistakes } } },
  };
}

const twoHosts: Readonly<Record<string, ContentSpec>> = {
  [TEXT]: {
    schema: { type: 'string' },
    example: 'expected one Host header, got 2: send only the host of the request.\n',
  },
};
/** The error that every request can get before it reaches a route. */
export const AMBIGUOUS =
  'The host of the request is ambiguous, RFC 9112 section 3.2: the response is a plain text.';

/** A status 400 with these mistakes, and with an ambiguous host. */
function badRequest(description: string, error: string, path?: string): ResponseSpec {
  const { content } = controlError(description, error, path);
  return { description: `${description} ${AMBIGUOUS}`, content: { ...content, ...twoHosts } };
}

/** The responses that several operations have, by their name in the document. */
export const sharedResponses = {
  AmbiguousHost: { description: AMBIGUOUS, content: twoHosts },
  BadBody: badRequest(
    'The body is not valid JSON, or does not match its headers.',
    'expected JSON, but Unexpected end of JSON input.',
  ),
  BadMove: badRequest(
    'The body is not valid JSON, or is not exactly one change of the clock within its range.',
    '/advance_ms: expected a whole number of milliseconds, got 0.5.',
    '/advance_ms',
  ),
  BadFilter: badRequest(
    'A parameter is unknown, has a wrong value, or comes twice.',
    '/status: expected a status such as 404, or a class such as 4xx, got "9xx".',
    '/status',
  ),
  BadQuery: badRequest(
    'A parameter is unknown, has a wrong value, comes twice, or is missing.',
    '/limit: expected a whole number from 0 to 200, got "many".',
    '/limit',
  ),
  NoExport: badRequest(
    'There is no body.',
    'expected an export as the body, with Content-Type: application/zip, got none.',
  ),
  BadSession: badRequest(
    'The body is not valid JSON, an option is unknown or invalid, or a scenario is unknown or invalid.',
    '/size: expected one of tiny, small, medium, large, huge, got "tinny". Did you mean "tiny"?',
    '/size',
  ),
  BadPlay: badRequest(
    'The body is not valid JSON, or its scenario is unknown or invalid.',
    '/scenario: expected the name of a scenario, got "csv-bomb". Did you mean "csv-bom"?',
    '/scenario',
  ),
  BadScenario: badRequest(
    'The body is not valid JSON, or no valid scenario.',
    '/rules: expected a list of 1 to 100, got a list of 0.',
    '/rules',
  ),
  Forbidden: controlError(
    'The client may not control the server (see `--control`), or a page of another site tries to change something.',
    'Pages of other sites cannot change anything: expected no Origin or http://127.0.0.1:4010.',
  ),
  NoSession: controlError(
    'There is no session with this id.',
    'There is no session with this id: it has ended or never existed. /__admin/sessions lists all sessions.',
  ),
  NoScenario: controlError(
    'There is no scenario with this name.',
    'There is no scenario csv-bomb. Did you mean csv-bom?',
  ),
  NoSchema: {
    description: 'There is no such schema.',
    content: {
      [TEXT]: {
        schema: { type: 'string' },
        example: 'There is no such schema: /schemas/ lists all schemas.\n',
      },
    },
  },
  TooLarge: controlError(
    'The body has more than 1 MiB.',
    'expected a body of at most 1 MiB, got a larger one.',
  ),
  WrongType: controlError(
    'There is a body, and its type is not `application/json`.',
    'expected Content-Type: application/json, got text/plain.',
  ),
} as const satisfies Readonly<Record<string, ResponseSpec>>;

/** The name of a shared response. */
export function shared(name: keyof typeof sharedResponses): string {
  return name;
}

/** The errors of every control request that reads. */
export const reading = { 400: shared('AmbiguousHost'), 403: shared('Forbidden') } as const;
/** The errors of every control request that changes something: each may have a body. */
export const changing = {
  400: shared('BadBody'),
  403: shared('Forbidden'),
  413: shared('TooLarge'),
  415: shared('WrongType'),
} as const;
export const noSession = { 404: shared('NoSession') } as const;

/** A successful response with a JSON body. */
export function json(description: string, schema: string, example: unknown): ResponseSpec {
  return { description, content: { 'application/json': { schema: ref(schema), example } } };
}
