import type { Scenario } from '../scenario.ts';

const UNAUTHORIZED = 'Documented: a token that is missing, unknown, expired or revoked is answered with 401';

/** Scenarios of authentication and authorisation. */
export const accessScenarios: readonly Scenario[] = [
  {
    name: 'token-missing',
    area: 'access',
    what: 'Every request is answered 401 as if it had no token, as behind a proxy that removes the header.',
    shows: 'The client treats the error body as an export, or reports success.',
    source: `${UNAUTHORIZED} and a JSON body on the network export, an empty body on the user export.`,
    rules: [{ steps: [{ do: 'refuse', why: 'missing' }] }],
  },
  {
    name: 'token-expired',
    area: 'access',
    what: 'Every request is answered 401: the token has expired.',
    shows: 'The client repeats the request with the same token endlessly, or saves the error body as a ZIP.',
    source: `${UNAUTHORIZED}.`,
    rules: [{ steps: [{ do: 'refuse', why: 'expired' }] }],
  },
  {
    name: 'token-revoked',
    area: 'access',
    what: 'Every request is answered 401: the token was revoked.',
    shows: 'The client does not report that a new token is needed.',
    source: `${UNAUTHORIZED}.`,
    rules: [{ steps: [{ do: 'refuse', why: 'revoked' }] }],
  },
  {
    name: 'not-verified-admin',
    area: 'access',
    what: 'Every request is answered 401: the token belongs to a user who is not a verified admin.',
    shows: 'The client does not distinguish a missing permission from a missing token.',
    source: 'Documented: only verified admins may export. Assumed: the text of the message.',
    rules: [{ steps: [{ do: 'refuse', why: 'not-admin' }] }],
  },
  {
    name: 'token-expires-between-requests',
    area: 'access',
    what: 'The first request gets the export; every later one is answered 401 because the token has expired. A new token of a sign-in works again for one request.',
    shows: 'A client that exports window by window leaves a gap, and moves its watermark beyond it.',
    source: `${UNAUTHORIZED}. Observed in public clients: a watermark that advances after a failed export.`,
    per: 'token',
    rules: [{ when: { requests: '2-' }, steps: [{ do: 'refuse', why: 'expired' }] }],
  },
  {
    name: 'token-expires-mid-run',
    area: 'access',
    what: 'Three requests get the export; every later one is answered 401 because the token has expired. A new token of a sign-in works again for three requests.',
    shows: 'The client loses the data that it already has, or reports an incomplete run as complete.',
    source: `${UNAUTHORIZED}. Observed in public clients: success reported after every failure.`,
    per: 'token',
    rules: [{ when: { requests: '4-' }, steps: [{ do: 'refuse', why: 'expired' }] }],
  },
  {
    name: 'token-refused-once',
    area: 'access',
    what: 'The first of every two requests is answered 401, the second with the export.',
    shows: 'The client gets a new token but does not repeat the request with it.',
    source: `${UNAUTHORIZED}. Assumed: a new token works at once.`,
    cycle: 2,
    rules: [{ when: { requests: '1' }, steps: [{ do: 'refuse', why: 'expired' }] }],
  },
];
