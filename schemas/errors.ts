import type { ErrorEntry } from './error-entry.ts';
import { filesErrors } from './files-errors.ts';

const json = 'application/json';
const text = 'text/plain; charset=utf-8';

/** All error responses, by a code that only this project uses. An unknown error number repeats the status. */
export const errors = {
  token_not_found: {
    status: 401,
    contentType: json,
    body: '{"response":{"message":"Token not found.","code":16,"stat":"fail"}}',
    when: 'The token is missing, unknown, expired or revoked.',
    endpoints: ['network', 'files'],
    evidence: 'documented',
    assumed: 'A token that is missing or unknown.',
  },
  not_verified_admin: {
    status: 401,
    contentType: json,
    body: '{"response":{"message":"Only verified admins can export network data.","code":401,"stat":"fail"}}',
    when: 'The token belongs to a person who is not a verified administrator.',
    endpoints: ['network', 'files'],
    evidence: 'assumed',
  },
  not_authorized: {
    status: 401,
    contentType: '',
    body: '',
    when: 'The token is missing, unknown, expired or revoked, or belongs to a person who is not an administrator.',
    endpoints: ['user'],
    evidence: 'documented',
  },
  user_not_found: {
    status: 404,
    contentType: '',
    body: '',
    when: 'The person does not exist or is deleted, or the id is not a 64-bit integer.',
    endpoints: ['user'],
    evidence: 'documented',
    assumed: 'An id that is not a 64-bit integer.',
  },
  unsupported_model: {
    status: 400,
    contentType: text,
    body: 'At least one of the provided models in the input is not supported: <models>\nSupported models are <supported>',
    when: 'A value of `model` is not a model; `<models>` lists every such value as received.',
    endpoints: ['network', 'user'],
    evidence: 'documented',
    assumed: 'The network export responds with the same text.',
  },
  parameter_missing: {
    status: 400,
    contentType: text,
    body: 'The parameter <parameter> is required: expected <expected>, received nothing.',
    when: '`since` is missing or empty.',
    endpoints: ['network'],
    evidence: 'assumed',
  },
  parameter_invalid: {
    status: 400,
    contentType: text,
    body: 'The parameter <parameter> is not valid: expected <expected>, received <received>',
    when: 'A date is not valid, `include` is neither `csv` nor `all`, or a yes-or-no parameter is neither `true` nor `false`.',
    endpoints: ['network', 'user'],
    evidence: 'assumed',
  },
  until_before_since: {
    status: 400,
    contentType: text,
    body: 'The parameter until is not valid: expected an instant not before since (<since>), received <until>',
    when: '`until` is before `since`.',
    endpoints: ['network'],
    evidence: 'assumed',
  },
  network_not_accessible: {
    status: 403,
    contentType: json,
    body: '{"response":{"message":"The token has no access to the network <network>.","code":403,"stat":"fail"}}',
    when: 'A value of `network` names a network that the token has no access to, or that does not exist.',
    endpoints: ['network'],
    evidence: 'assumed',
  },
  rate_limited: {
    status: 429,
    contentType: json,
    body: '{"response":{"message":"Rate limited due to excessive requests.","code":33,"stat":"fail"}}',
    when: 'The rate limit is exceeded, or a scenario says so; in some scenarios without `Retry-After`.',
    endpoints: ['network', 'user', 'files'],
    evidence: 'observed',
  },
  route_not_found: {
    status: 404,
    contentType: json,
    body: '{"response":{"message":"Not found.","code":404,"stat":"fail"}}',
    when: 'The path is under `/api/`, but not one of the endpoints.',
    endpoints: [],
    evidence: 'assumed',
  },
  method_not_allowed: {
    status: 405,
    contentType: json,
    body: '{"response":{"message":"Method not allowed.","code":405,"stat":"fail"}}',
    headers: { Allow: 'GET, HEAD' },
    when: 'The method is neither GET nor HEAD.',
    endpoints: [],
    evidence: 'assumed',
  },
  ...filesErrors,
} as const satisfies Readonly<Record<string, ErrorEntry>>;

/** The code of an error response. */
export type ErrorCode = keyof typeof errors;

type NamesIn<Body> = Body extends `${string}<${infer Name}>${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The details of the request in the body of an error: one text for each `<name>` in it. */
export type ErrorDetails<C extends ErrorCode> = Readonly<Record<NamesIn<(typeof errors)[C]['body']>, string>>;

/** The entry of an error response. */
export function errorByCode(code: ErrorCode): ErrorEntry {
  return errors[code];
}

/**
 * The exact body of an error response.
 *
 * Details are escaped for the content type: in JSON as the inside of a string; in text, characters that break
 * a line or control a terminal become `\uXXXX`.
 *
 * @param details a text for each `<name>` of the body, as in the request (lists joined by `, `); `{}` when
 * the body has none.
 */
export function errorBody<C extends ErrorCode>(code: C, details: ErrorDetails<C>): string {
  const { body, contentType } = errorByCode(code);
  const given: Readonly<Record<string, string>> = details;
  return body.replace(/<([a-z]+)>/g, (_, name: string) => quoted(given[name] ?? '', contentType));
}

function quoted(detail: string, contentType: string): string {
  if (contentType === json) return JSON.stringify(detail).slice(1, -1);
  return detail.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
