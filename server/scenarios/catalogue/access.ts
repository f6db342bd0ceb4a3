import type { Scenario } from '../scenario.ts';

const REFUSED = 'Documented: a token that is missing, unknown, expired or revoked is answered with 401';

/** Who may export, and for how long. */
export const accessScenarios: readonly Scenario[] = [
  {
    name: 'token-missing',
    area: 'access',
    what: 'Every request is refused as if it had no token, as behind a proxy that takes the header away.',
    shows: 'The client takes the error body for an export, or says that everything went well.',
    source: `${REFUSED} and a JSON body on the network export, an empty body on the user export.`,
    rules: [{ steps: [{ do: 'refuse', why: 'missing' }] }],
  },
  {
    name: 'token-expired',
    area: 'access',
    what: 'Every request is refused: the token has expired.',
    shows: 'The client asks again and again with the same token, or saves the error body as a ZIP.',
    source: `${REFUSED}.`,
    rules: [{ steps: [{ do: 'refuse', why: 'expired' }] }],
  },
  {
    name: 'token-revoked',
    area: 'access',
    what: 'Every request is refused: the token was revoked.',
    shows: 'The client does not tell its user that a new token is needed.',
    source: `${REFUSED}.`,
    rules: [{ steps: [{ do: 'refuse', why: 'revoked' }] }],
  },
  {
    name: 'not-verified-admin',
    area: 'access',
    what: 'Every request is refused: the token belongs to a user who is no verified admin.',
    shows: 'The client does not tell a missing right from a missing token.',
    source: 'Documented: only verified admins may export. Assumed: the text of the message.',
    rules: [{ steps: [{ do: 'refuse', why: 'not-admin' }] }],
  },
  {
    name: 'token-expires-between-requests',
    area: 'access',
    what: 'The first request is answered; every later one is refused because the token has expired.',
    shows: 'The client that exports window by window keeps a gap, and moves its watermark over it.',
    source: `${REFUSED}. Observed in public clients: a watermark that moves on after a failed export.`,
    rules: [{ when: { requests: '2-' }, steps: [{ do: 'refuse', why: 'expired' }] }],
  },
  {
    name: 'token-expires-mid-run',
    area: 'access',
    what: 'Three requests are answered; every later one is refused because the token has expired.',
    shows: 'The client loses what it already has, or calls half a run complete.',
    source: `${REFUSED}. Observed in public clients: success printed whatever happened.`,
    rules: [{ when: { requests: '4-' }, steps: [{ do: 'refuse', why: 'expired' }] }],
  },
  {
    name: 'token-refused-once',
    area: 'access',
    what: 'The first of every two requests is refused with 401, the second is answered.',
    shows: 'The client that gets a new token does not ask again with it.',
    source: `${REFUSED}. Assumed: that a new token helps at once.`,
    cycle: 2,
    rules: [{ when: { requests: '1' }, steps: [{ do: 'refuse', why: 'expired' }] }],
  },
];
