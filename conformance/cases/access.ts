import type { Case } from './case.ts';
import { failures } from './failures.ts';

const REFUSED = 'A token that is missing, unknown, expired or revoked is answered with 401.';

export const accessCases: readonly Case[] = failures('access', [
  {
    id: 'expired',
    title: 'An expired token is a failure.',
    scenario: 'token-expired',
    rule: REFUSED,
    label: 'documented',
    asks: '1-2',
  },
  {
    id: 'revoked',
    title: 'A revoked token is a failure.',
    scenario: 'token-revoked',
    rule: REFUSED,
    label: 'documented',
    asks: '1-2',
  },
  {
    id: 'lost',
    title: 'A token that does not arrive is a failure.',
    scenario: 'token-missing',
    rule: REFUSED,
    label: 'documented',
    asks: '1-2',
  },
  {
    id: 'not-admin',
    title: 'A user who is no verified admin is told so.',
    scenario: 'not-verified-admin',
    rule: 'Only verified admins may export the network.',
    label: 'documented',
    asks: '1-2',
  },
]);
