import type { Case } from '../model/case.ts';
import { keepsTheToken } from './demands.ts';
import { failures, SINCE } from './failures.ts';

const REFUSED = 'A token that is missing, unknown, expired or revoked is answered with 401.';

export const accessCases: readonly Case[] = failures('access', [
  {
    id: 'expired',
    title: 'An expired token is a failure.',
    scenario: 'token-expired',
    rule: REFUSED,
    label: 'documented',
    asks: '1-2',
    tells: 'refused-token',
    more: [keepsTheToken],
  },
  {
    id: 'revoked',
    title: 'A revoked token is a failure.',
    scenario: 'token-revoked',
    rule: REFUSED,
    label: 'documented',
    asks: '1-2',
    tells: 'refused-token',
  },
  {
    id: 'lost',
    title: 'A token that does not arrive is a failure.',
    scenario: 'token-missing',
    rule: REFUSED,
    label: 'documented',
    asks: '1-2',
    tells: 'refused-token',
  },
  {
    id: 'not-admin',
    title: 'A user who is no verified admin is told so.',
    scenario: 'not-verified-admin',
    rule: 'Only verified admins may export the network.',
    label: 'documented',
    asks: '1-2',
    tells: 'refused-token',
  },
  {
    id: 'user-expired',
    title: 'An expired token is a failure in the export of one user too, where the answer has no body.',
    scenario: 'token-expired',
    rule: 'On the user export the body of a 401 is empty.',
    label: 'documented',
    asking: { operation: 'user', parameters: { user: 'active' } },
    asks: '1-2',
    tells: 'refused-token',
  },
  {
    id: 'other-network',
    title: 'A network that the token does not reach is a failure.',
    rule: 'A network that the token cannot reach is answered with 403.',
    label: 'assumed',
    asking: { operation: 'network', parameters: { since: SINCE, network: ['9999999999999'] } },
    needs: ['network'],
    asks: '1-2',
    tells: 'refused-network',
  },
]);
