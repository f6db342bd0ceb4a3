import type { Case } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { keepsAll } from './demands.ts';
import { afterFailure, network } from './failures.ts';

const RULE = 'Too many requests are answered with 429, with or without Retry-After.';

const recovers: readonly CheckSpec[] = [
  {
    check: 'says-how-it-ended',
    level: 'SHOULD',
    rule: RULE,
    label: 'observed',
    why: 'A client that gives up at the first 429 fails on every busy night.',
  },
  {
    check: 'keeps-the-export',
    level: 'SHOULD',
    rule: RULE,
    label: 'observed',
    why: 'The export that was to be had a moment later is missing.',
  },
];

const waits: CheckSpec = {
  check: 'makes-no-remark',
  of: 'retry-too-early',
  level: 'MUST',
  rule: RULE,
  label: 'observed',
  why: 'Whoever comes back too early is refused again, and keeps everybody else waiting.',
};

/** Only a storm of requests is wrong when the service names no time. */
const holdsBack: CheckSpec = {
  check: 'asks-so-often',
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
    id: 'thrice',
    scenario: 'rate-limited-thrice',
    title: 'Three refusals in a row, each with Retry-After, are waited out.',
  },
];

/** Failures that are over at the next try, without a word about when. */
const passing = [
  {
    id: 'server-error-once',
    scenario: 'error-500-once',
    title: 'A 500 that comes once is tried again.',
  },
  {
    id: 'reset-before-headers-once',
    scenario: 'reset-before-headers-once',
    title: 'A connection that is reset once before any answer is tried again.',
  },
  {
    id: 'reset-once',
    scenario: 'reset-mid-member-once',
    title: 'An export that broke off is asked for again.',
  },
];

/** A limit that counts: the second export comes too early. */
const limiter: Case = {
  id: 'limits.second-export',
  area: 'limits',
  title: 'A second export that comes too early waits for its turn.',
  world: { rateLimit: { requests: 1, seconds: 6 } },
  runs: [network({ ends: ['complete'] }), network({ ends: ['complete'], takesAway: true })],
  checks: [...recovers, waits],
};

const always: Case = {
  id: 'limits.always',
  area: 'limits',
  title: 'A service that refuses for ever is given up, and that is said.',
  runs: [network({ scenario: 'rate-limited-always', ends: ['failed'] })],
  checks: [
    ...afterFailure(RULE, 'observed'),
    { ...holdsBack, of: '1-20' },
    {
      check: 'tells-of',
      of: 'too-many-requests',
      level: 'SHOULD',
      rule: RULE,
      label: 'observed',
      why: 'Whoever runs five clients with one token has to be told that they are too many.',
    },
  ],
};

export const limitCases: readonly Case[] = [
  ...situations.map(
    ({ id, scenario, title }): Case => ({
      id: `limits.${id}`,
      area: 'limits',
      title,
      runs: [network({ scenario, ends: ['complete'] })],
      checks: [...recovers, id === 'no-retry-after' ? holdsBack : waits],
    }),
  ),
  ...passing.map(
    ({ id, scenario, title }): Case => ({
      id: `limits.${id}`,
      area: 'limits',
      title,
      runs: [network({ scenario, ends: ['complete'] })],
      checks: keepsAll(
        { rule: 'Public clients do not try again.', label: 'observed', level: 'SHOULD' },
        'The export that was to be had a moment later is missing.',
      ),
    }),
  ),
  limiter,
  always,
];
