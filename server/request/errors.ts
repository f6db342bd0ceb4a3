import type { Network, UserState } from '../../generators/index.ts';
import type { Assumptions } from '../../schemas/index.ts';
import { nearest } from '../../schemas/text.ts';
import type { AuthFailure } from '../http/auth.ts';
import { type ErrorResponse, errorResponse } from '../http/error-response.ts';
import type { Query } from '../http/query.ts';
import { redactTarget, redactText } from '../http/redact.ts';
import { whyNoDate } from './date-hint.ts';
import { insteadOfSince, meantBoolean, meantPath, severalModels } from './hints.ts';
import { parseUserId } from './user-id.ts';

const DATE = 'an ISO 8601 date such as 2020-02-09T00:00:00+00:00';

/** The maximum number of wrong values in a hint, and of correct values that it names. */
const MAX_NAMED = 4;
/** The maximum length of a quoted value, characters. */
const MAX_QUOTED = 80;

/** The hints for tokens that are not accepted. */
const authHints: Readonly<Record<AuthFailure, string>> = {
  missing: 'no token: send the header Authorization: Bearer verified-admin',
  malformed: 'expected one token after the word Bearer and one space: Authorization: Bearer verified-admin',
  unknown: 'unknown token: use verified-admin',
  expired: 'this token has expired: use verified-admin',
  revoked: 'this token has been revoked: use verified-admin',
  'not-admin': 'this token belongs to a user who is not an admin: use verified-admin',
  'not-verified':
    'this token belongs to an admin who is not verified, who may export users only: use verified-admin',
  'wrong-audience':
    'this token is for another service: request it with the scope https://www.yammer.com/.default',
  'not-yet-valid': 'this token begins later: the clock of the session was set back since it was issued',
};

/** Constant responses are made once: a client without a token may send many requests. */
const tokenNotFound = forEachFailure((hint) => errorResponse('token_not_found', {}, hint));
const notAuthorized = forEachFailure((hint) => errorResponse('not_authorized', {}, hint));

function forEachFailure(make: (hint: string) => ErrorResponse): Readonly<Record<AuthFailure, ErrorResponse>> {
  const entries = Object.entries(authHints).map(([why, hint]) => [why, make(hint)]);
  return Object.fromEntries(entries) as Record<AuthFailure, ErrorResponse>;
}

/** All error responses of the API, with hints. */
export const errorResponses = {
  networkAuthFailure: (why: AuthFailure, assumptions: Assumptions): ErrorResponse =>
    why === 'not-admin' || why === 'not-verified'
      ? errorResponse('not_verified_admin', {}, authHints[why]).withStatus(
          Number(assumptions['not-admin-status']),
        )
      : tokenNotFound[why],

  /** The response of the REST API to a token that it does not accept. */
  tokenNotFound: (why: AuthFailure): ErrorResponse => tokenNotFound[why],

  userAuthFailure: (why: AuthFailure): ErrorResponse => notAuthorized[why],

  /** A token with an unknown scenario counts as an unknown token. */
  unknownScenario: (name: string, names: readonly string[], operation: 'network' | 'user'): ErrorResponse => {
    const near = nearest(name, names);
    const hint = `unknown scenario ${name}: ${near === undefined ? '/__admin/scenarios lists them' : `did you mean verified-admin~${near}?`}`;
    return operation === 'network'
      ? errorResponse('token_not_found', {}, hint)
      : errorResponse('not_authorized', {}, hint);
  },

  invalidUserId: (received: string, assumptions: Assumptions): ErrorResponse => {
    const expected = 'a positive 64-bit integer';
    const hint = `${quoted('user_id', received)}: ${meantId(received)}expected ${expected}; /__admin/info lists valid ids`;
    return assumptions['odd-user-id'] === '404'
      ? errorResponse('user_not_found', {}, hint)
      : errorResponse('parameter_invalid', { parameter: 'user_id', expected, received }, hint);
  },

  userNotFound: (id: string, state: UserState | undefined): ErrorResponse =>
    errorResponse(
      'user_not_found',
      {},
      state === undefined
        ? `user_id=${id}: no user has this id; /__admin/info lists valid ids`
        : `user_id=${id}: this user is ${state}`,
    ),

  sinceMissing: (query: Query): ErrorResponse => {
    const instead = insteadOfSince(query);
    const hint =
      instead === undefined
        ? `since is required: expected ${DATE}`
        : `since is required: ${redactText(instead)}`;
    return errorResponse('parameter_missing', { parameter: 'since', expected: DATE }, hint);
  },

  invalidDate: (parameter: string, received: string): ErrorResponse =>
    errorResponse(
      'parameter_invalid',
      { parameter, expected: DATE, received },
      `${quoted(parameter, received)}: ${[whyNoDate(received) ?? [], `expected ${DATE}`].flat().join('; ')}`,
    ),

  untilBeforeSince: (since: string, until: string): ErrorResponse =>
    errorResponse(
      'until_before_since',
      { since, until },
      `until=${until} is before since=${since}: did you mean since=${written(until)}&until=${written(since)}?`,
    ),

  unsupportedModels: (unknown: readonly string[], supported: readonly string[]): ErrorResponse =>
    errorResponse(
      'unsupported_model',
      { models: unknown.join(', '), supported: supported.join(', ') },
      severalModels(
        unknown.map((name) => cut(redactTarget(name))),
        supported,
      ) ??
        unknown
          .slice(0, MAX_NAMED)
          .map((name) => suggestion('model', name, supported))
          .join('; '),
    ),

  noInclude: (received: string): ErrorResponse =>
    errorResponse(
      'parameter_invalid',
      { parameter: 'include', expected: 'csv or all', received },
      suggestion('include', received, ['csv', 'all']),
    ),

  invalidBoolean: (parameter: string, received: string): ErrorResponse =>
    errorResponse(
      'parameter_invalid',
      { parameter, expected: 'true or false', received },
      suggestion(parameter, received, ['true', 'false'], meantBoolean(received)),
    ),

  unreachableNetwork: (name: string, networks: readonly Network[], status: '403' | '404'): ErrorResponse =>
    errorResponse(
      'network_not_accessible',
      { network: name },
      suggestion(
        'network',
        name,
        networks.flatMap(({ id, permalink }) => [id, permalink]),
      ),
    ).withStatus(Number(status)),

  /** `allowed` is the method of a path that can only be written to. */
  methodNotAllowed: (
    method: string,
    path: string,
    assumptions: Assumptions,
    allowed?: 'POST',
  ): ErrorResponse => {
    if (assumptions['wrong-method'] === '404') return errorResponses.routeNotFound(path, assumptions);
    const expected = allowed ?? 'GET';
    const no = errorResponse(
      'method_not_allowed',
      {},
      `${method} ${redactTarget(path)}: expected ${expected}`,
    );
    if (allowed !== undefined) return no.withHeaders({ Allow: allowed });
    return assumptions['head-requests'] === 'like-get' ? no : no.withHeaders({ Allow: 'GET' });
  },

  /** An error of the parameters as the Files Export API sends it: the same text, in JSON. */
  filesParameterInvalid: ({ body, hint }: ErrorResponse): ErrorResponse =>
    errorResponse('files_parameter_invalid', { message: body }, hint),

  filesRangeTooLong: (since: string, latest: string): ErrorResponse =>
    errorResponse(
      'files_range_too_long',
      {},
      `more than two months since ${since}: send until=${latest} at the latest, and another request for the rest`,
    ),

  filesTooManyRequests: (ms: number): ErrorResponse => {
    const seconds = Math.ceil(ms / 1000);
    return errorResponse(
      'files_too_many_requests',
      {},
      `six export requests are in progress: the next of them is finished in ${seconds} s`,
    ).withHeaders({ 'Retry-After': String(seconds) });
  },

  filesRequestNotFound: (id: string): ErrorResponse =>
    errorResponse(
      'files_request_not_found',
      {},
      `${cut(redactTarget(id))}: no export request has this id; the response to POST has it in user_request_id`,
    ),

  filesLinkRefused: (hint: string): ErrorResponse => errorResponse('files_link_refused', {}, hint),

  /** `base` is the part before the paths of a session. */
  routeNotFound: (path: string, assumptions: Assumptions, base = ''): ErrorResponse => {
    const hint = `${cut(redactTarget(path))}: this path does not exist; exports are at ${meantPath(path, base)}`;
    const no = errorResponse('route_not_found', {}, hint);
    return assumptions['unknown-path-body'] === 'json' ? no : no.withoutBody();
  },
};

function suggestion(
  parameter: string,
  received: string,
  right: readonly string[],
  near = nearest(received, right),
): string {
  if (near !== undefined) return `${quoted(parameter, received)}: did you mean ${near}?`;
  const rest = right.length > MAX_NAMED ? ', ...' : '';
  return `${quoted(parameter, received)}: expected one of ${right.slice(0, MAX_NAMED).join(', ')}${rest}`;
}

/** A parameter with its value, shortened so that the hint has room for the correction. */
function quoted(parameter: string, received: string): string {
  return `${parameter}=${cut(redactTarget(received))}`;
}

function cut(text: string): string {
  return text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}...` : text;
}

/** A suggestion when the text contains an id and little else, as the beginning of a sentence. */
function meantId(received: string): string {
  const [, id] = /^\D{0,9}(\d{1,19})\D{0,9}$/.exec(received) ?? [];
  return id === undefined || parseUserId(id) === undefined ? '' : `did you mean ${id}? `;
}

/** A date as it is written in a query. */
function written(date: string): string {
  return date.replaceAll('+', '%2B').replaceAll(' ', '%20');
}
