import type { Scenario } from '../scenario.ts';

const DOCUMENTED = 'Documented by Entra: the error codes of the token endpoint';

/** Scenarios of signing in. Requests for exports are numbered for each token. */
export const signInScenarios: readonly Scenario[] = [
  {
    name: 'refresh-refused',
    area: 'sign-in',
    what: 'Each token gets one export; its next request is answered 401, and a request for a new token with the refresh token is answered 400.',
    shows:
      'The client repeats the refresh endlessly, or goes on with the old token, instead of asking to sign in again.',
    source: `${DOCUMENTED} (AADSTS700082, invalid_grant).`,
    per: 'token',
    rules: [
      { when: { requests: '2-' }, steps: [{ do: 'refuse', why: 'expired' }] },
      { steps: [{ do: 'refuse-sign-in', why: 'token-expired', grant: 'refresh_token' }] },
    ],
  },
  {
    name: 'consent-missing',
    area: 'sign-in',
    what: 'Every request for a token is answered 400: nobody has consented to the application.',
    shows: 'The client retries, or does not say that an administrator has to consent.',
    source: `${DOCUMENTED} (AADSTS65001, invalid_grant, consent_required).`,
    rules: [{ steps: [{ do: 'refuse-sign-in', why: 'consent-missing' }] }],
  },
  {
    name: 'sign-in-throttled',
    area: 'sign-in',
    what: 'The first of every two requests for a token is answered 429 with Retry-After 2.',
    shows: 'The client gives up, or asks again at once.',
    source: `${DOCUMENTED} (AADSTS90055, too many requests). Assumed: the seconds.`,
    cycle: 2,
    rules: [{ when: { requests: '1' }, steps: [{ do: 'throttle-sign-in', seconds: 2 }] }],
  },
];
