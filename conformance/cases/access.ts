import type { Case } from '../model/case.ts';
import { keepsTheToken } from './demands.ts';
import { failures, SINCE } from './failures.ts';

const REFUSED = 'The response to a missing, unknown, expired or revoked token is 401.';

export const accessCases: readonly Case[] = failures('access', [
  {
    id: 'expired',
    title: 'An expired token is reported as a failure.',
    scenario: 'token-expired',
    rule: REFUSED,
    label: 'documented',
    asks: '1-2',
    tells: 'refused-token',
    more: [keepsTheToken],
  },
  {
    id: 'revoked',
    title: 'A revoked token is reported as a failure.',
    scenario: 'token-revoked',
    rule: REFUSED,
    label: 'documented',
    asks: '1-2',
    tells: 'refused-token',
  },
  {
    id: 'lost',
    title: 'A token that does not reach the service is reported as a failure.',
    scenario: 'token-missing',
    rule: REFUSED,
    label: 'documented',
    asks: '1-2',
    tells: 'refused-token',
  },
  {
    id: 'not-admin',
    title: 'A token of a user who is not a verified admin is reported as a failure.',
    scenario: 'not-verified-admin',
    rule: 'Only verified admins may export the network.',
    label: 'documented',
    asks: '1-2',
    tells: 'refused-token',
  },
  {
    id: 'user-expired',
    title: 'An expired token in the user export, where the 401 has no body, is reported as a failure.',
    scenario: 'token-expired',
    rule: 'The body of a 401 is empty in the user export.',
    label: 'documented',
    asking: { operation: 'user', parameters: { user: 'active' } },
    asks: '1-2',
    tells: 'refused-token',
  },
  {
    id: 'expires-before-the-retry',
    title: 'A token that expires between a request and its retry is reported as a failure.',
    scenario: {
      name: 'expires-before-the-retry',
      rules: [
        {
          when: { requests: '1' },
          steps: [{ do: 'answer', status: 503, headers: { 'Retry-After': '0' }, body: 'Busy.' }],
        },
        { when: { requests: '2-' }, steps: [{ do: 'refuse', why: 'expired' }] },
      ],
    },
    rule: REFUSED,
    label: 'documented',
    asks: '1-3',
    tells: 'refused-token',
  },
  {
    id: 'other-network',
    title: 'A network that the token cannot access is reported as a failure.',
    rule: 'The response for a network that the token cannot access is 403.',
    label: 'assumed',
    asking: { operation: 'network', parameters: { since: SINCE, network: ['9999999999999'] } },
    needs: ['network'],
    asks: '1-2',
    tells: 'refused-network',
  },
]);
