import type { CheckData } from '../checks/check.ts';
import type { Case } from './case.ts';
import { network } from './failures.ts';

const RULE = 'Too many requests are answered with 429, with or without Retry-After.';

const recovers: readonly CheckData[] = [
  {
    aspect: 'says-how-it-ended',
    level: 'SHOULD',
    rule: RULE,
    label: 'observed',
    why: 'A client that gives up at the first 429 fails on every busy night.',
  },
  {
    aspect: 'keeps-the-export',
    level: 'SHOULD',
    rule: RULE,
    label: 'observed',
    why: 'The export that was to be had a moment later is missing.',
  },
];

const waits: CheckData = {
  aspect: 'makes-no-remark',
  of: 'retry-too-early',
  level: 'MUST',
  rule: RULE,
  label: 'observed',
  why: 'Whoever comes back too early is refused again, and keeps everybody else waiting.',
};

/** Where no time is named, only a storm of requests is wrong. */
const holdsBack: CheckData = {
  aspect: 'asks-so-often',
  of: '2-8',
  level: 'MUST',
  rule: RULE,
  label: 'observed',
  why: 'A client that asks without a pause is refused for as long as it asks.',
};

const situations = [
  {
    id: 'retry-after-seconds',
    scenario: 'rate-limited',
    title: 'A 429 with Retry-After in seconds is waited out.',
  },
  {
    id: 'retry-after-date',
    scenario: 'rate-limited-date',
    title: 'A 429 with Retry-After as a date is waited out.',
  },
  {
    id: 'no-retry-after',
    scenario: 'rate-limited-no-retry-after',
    title: 'A 429 without Retry-After is tried again later.',
  },
  { id: 'unavailable-once', scenario: 'error-503', title: 'A 503 with Retry-After is waited out.' },
  {
    id: 'reset-once',
    scenario: 'reset-mid-member-once',
    title: 'An export that broke off is asked for again.',
  },
];

export const limitCases: readonly Case[] = situations.map(({ id, scenario, title }) => ({
  id: `limits.${id}`,
  area: 'limits',
  title,
  runs: [network({ scenario, ends: ['complete'] })],
  checks: [...recovers, id === 'no-retry-after' ? holdsBack : waits],
}));
