import type { Network, UserState } from '../../generators/index.ts';
import { type Assumptions, nearest } from '../../schemas/index.ts';
import type { AuthFailure } from '../http/auth.ts';
import { type ErrorResponse, errorResponse } from '../http/error-response.ts';
import type { Query } from '../http/query.ts';
import { redactTarget, redactText } from '../http/redact.ts';
import { whyNoDate } from './date-hint.ts';
import { insteadOfSince, meantBoolean, meantPath, severalModels } from './hints.ts';
import { parseUserId } from './user-id.ts';

const DATE = 'an ISO 8601 date such as 2020-02-09T00:00:00+00:00';

/** A hint is about so many wrong values at most, and names so many right ones. */
const TOLD = 4;
/** So many characters of what came are shown. */
const QUOTED = 80;

/** What to say to those who may not export. */
const strangers: Readonly<Record<AuthFailure, string>> = {
  missing: 'no token: send the header Authorization: Bearer verified-admin',
  malformed: 'expected one token after the word Bearer and one space: Authorization: Bearer verified-admin',
  unknown: 'unknown token: the one that may export is verified-admin',
  expired: 'this token stands for an expired one: the one that may export is verified-admin',
  revoked: 'this token stands for a revoked one: the one that may export is verified-admin',
  'not-admin': 'this token belongs to a user who is no admin: the one that may export is verified-admin',
};

/** What never differs is made once: a client without a token may ask very often. */
const tokenNotFound = eachStranger((hint) => errorResponse('token_not_found', {}, hint));
const notAuthorized = eachStranger((hint) => errorResponse('not_authorized', {}, hint));

function eachStranger(refuse: (hint: string) => ErrorResponse): Readonly<Record<AuthFailure, ErrorResponse>> {
  const entries = Object.entries(strangers).map(([why, hint]) => [why, refuse(hint)]);
  return Object.fromEntries(entries) as Record<AuthFailure, ErrorResponse>;
}

/** Every way in which the API says no, with what would have been right. */
export const errorResponses = {
  networkAuthFailure: (why: AuthFailure, assumptions: Assumptions): ErrorResponse =>
    why === 'not-admin'
      ? errorResponse('not_verified_admin', {}, strangers[why]).withStatus(
          Number(assumptions['not-admin-status']),
        )
      : tokenNotFound[why],

  userAuthFailure: (why: AuthFailure): ErrorResponse => notAuthorized[why],

  /** A token with a scenario that does not exist is a token that does not exist. */
  unknownScenario: (name: string, names: readonly string[], operation: 'network' | 'user'): ErrorResponse => {
    const near = nearest(name, names);
    const hint = `unknown scenario ${name}: ${near === undefined ? '/__admin/scenarios lists them' : `did you mean verified-admin~${near}?`}`;
    return operation === 'network'
      ? errorResponse('token_not_found', {}, hint)
      : errorResponse('not_authorized', {}, hint);
  },

  invalidUserId: (received: string, assumptions: Assumptions): ErrorResponse => {
    const expected = 'a positive 64-bit integer';
    const hint = `${quoted('user_id', received)}: ${meantId(received)}expected ${expected}; /__admin/info names some`;
    return assumptions['odd-user-id'] === '404'
      ? errorResponse('user_not_found', {}, hint)
      : errorResponse('parameter_invalid', { parameter: 'user_id', expected, received }, hint);
  },

  userNotFound: (id: string, state: UserState | undefined): ErrorResponse =>
    errorResponse(
      'user_not_found',
      {},
      state === undefined
        ? `user_id=${id}: nobody has this id; /__admin/info names some that somebody has`
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
      `until=${until} lies before since=${since}: did you mean since=${written(until)}&until=${written(since)}?`,
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
          .slice(0, TOLD)
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

  methodNotAllowed: (method: string, path: string, assumptions: Assumptions): ErrorResponse => {
    if (assumptions['wrong-method'] === '404') return errorResponses.routeNotFound(path, assumptions);
    const no = errorResponse('method_not_allowed', {}, `${method} ${redactTarget(path)}: expected GET`);
    return assumptions['head-requests'] === 'like-get' ? no : no.withHeaders({ Allow: 'GET' });
  },

  /** `base` is what stands before the paths of a session. */
  routeNotFound: (path: string, assumptions: Assumptions, base = ''): ErrorResponse => {
    const hint = `${cut(redactTarget(path))}: nothing is there; exports are at ${meantPath(path, base)}`;
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
  const rest = right.length > TOLD ? ', ...' : '';
  return `${quoted(parameter, received)}: expected one of ${right.slice(0, TOLD).join(', ')}${rest}`;
}

/** A parameter with what came, so much of it that what is right has room behind it. */
function quoted(parameter: string, received: string): string {
  return `${parameter}=${cut(redactTarget(received))}`;
}

function cut(text: string): string {
  return text.length > QUOTED ? `${text.slice(0, QUOTED)}...` : text;
}

/** The id in a text that has a little else around it, as a sentence's beginning. */
function meantId(received: string): string {
  const [, id] = /^\D{0,9}(\d{1,19})\D{0,9}$/.exec(received) ?? [];
  return id === undefined || parseUserId(id) === undefined ? '' : `did you mean ${id}? `;
}

/** A date as it is written in a query. */
function written(date: string): string {
  return date.replaceAll('+', '%2B').replaceAll(' ', '%20');
}
