import { HOUR_MS } from '../../schemas/durations.ts';
import type { Case, Run } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { eitherWay, keepsAll } from './demands.ts';
import { afterFailure, control, network } from './failures.ts';

const EXPIRES =
  'A token is valid for about an hour, and the response to an expired one is 401. A client that signs in gets a new token and repeats the request.';
const LOST = 'An export that the service could have given is missing until a person starts the client again.';

const UNNOTICED = 'An export that is reported as complete and is not is found months later.';

interface Recoverable {
  readonly id: string;
  readonly title: string;
  readonly runs: readonly Run[];
  readonly rule: string;
  readonly label: CheckSpec['label'];
}

/** Situations from which a client that signs in can recover by itself. It must at least report them. */
const recoverable: readonly Recoverable[] = [
  {
    id: 'sign-in-throttled',
    title: 'A sign-in that is answered 429 is repeated after Retry-After.',
    runs: [network({ scenario: 'sign-in-throttled', ends: ['complete'] })],
    rule: 'The service for signing in answers 429 with Retry-After to too many requests.',
    label: 'documented',
  },
  {
    id: 'token-expired-since-the-last-run',
    title: 'A token of an earlier run that has expired is replaced by a new one.',
    runs: [control(), network({ advanceMs: 2 * HOUR_MS, ends: ['complete'] })],
    rule: EXPIRES,
    label: 'documented',
  },
  {
    id: 'token-expires-between-requests',
    title: 'A token that is refused from its second request on is replaced by a new one.',
    runs: [network({ scenario: 'token-expires-between-requests', ends: ['complete'] })],
    rule: EXPIRES,
    label: 'documented',
  },
  {
    id: 'token-expires-mid-run',
    title: 'A token that is refused from its fourth request on is replaced by a new one.',
    runs: [network({ scenario: 'token-expires-mid-run', ends: ['complete'] })],
    rule: EXPIRES,
    label: 'documented',
  },
];

const REFUSED = 'Until an administrator has consented to the application, no request for a token succeeds.';

/** The cases about signing in. A client that is given its token is not run in them. */
export const signInCases: readonly Case[] = [
  {
    id: 'access.sign-in-refused',
    area: 'access',
    title: 'A sign-in that is refused because nobody has consented is reported as a failure.',
    signsIn: true,
    runs: [network({ scenario: 'consent-missing', ends: ['failed'] })],
    checks: afterFailure(REFUSED, 'documented'),
  },
  ...recoverable.map(
    ({ id, title, runs, rule, label }): Case => ({
      id: `access.${id}`,
      area: 'access',
      title,
      signsIn: true,
      runs,
      checks: [
        ...keepsAll({ rule, label, level: 'SHOULD' }, LOST),
        ...eitherWay({ rule, label, level: 'MUST' }, UNNOTICED),
      ],
    }),
  ),
  {
    id: 'access.refresh-refused',
    area: 'access',
    title: 'A refresh token that is refused leads to a new sign-in or to a failure that is reported.',
    signsIn: true,
    runs: [
      control(),
      network({ scenario: 'refresh-refused', advanceMs: 2 * HOUR_MS, ends: ['complete', 'failed'] }),
    ],
    checks: eitherWay(
      { rule: 'A refresh token can expire or be revoked.', label: 'documented', level: 'MUST' },
      UNNOTICED,
    ),
  },
];
