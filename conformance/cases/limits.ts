import type { Case } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { keepsAll, keepsWhatItSays } from './demands.ts';
import { afterFailure, control, MONTH_BEFORE, network } from './failures.ts';

const RULE =
  'The response to too many requests is 429, with or without Retry-After; a client waits and retries.';

const recovers: readonly CheckSpec[] = [
  {
    check: 'says-how-it-ended',
    level: 'SHOULD',
    rule: RULE,
    label: 'observed',
    why: 'A client that gives up at the first 429 fails whenever the service is busy.',
  },
  {
    check: 'keeps-the-export',
    level: 'SHOULD',
    rule: RULE,
    label: 'observed',
    why: 'The export is missing although a retry would succeed.',
  },
];

const waits: CheckSpec = {
  check: 'makes-no-remark',
  of: 'retry-too-early',
  level: 'MUST',
  rule: RULE,
  label: 'observed',
  why: 'A retry that comes too early is rejected again and delays other clients.',
};

/**
 * The check for a Retry-After that is a date on the clock of the case. Libraries compare it with the clock of
 * the machine, which is right where the clocks agree.
 */
const waitsForDate: CheckSpec = { ...waits, level: 'SHOULD' };

/** The check for a 429 without Retry-After: only a flood of requests is wrong. */
const holdsBack: CheckSpec = {
  check: 'asks-so-often',
  of: '1-8',
  level: 'MUST',
  rule: RULE,
  label: 'observed',
  why: 'A client that retries without a pause is rejected for as long as it retries.',
};

const situations = [
  {
    id: 'retry-after-seconds',
    scenario: 'rate-limited',
    title: 'After a 429 with Retry-After in seconds, the client waits and retries.',
  },
  {
    id: 'retry-after-date',
    scenario: 'rate-limited-date',
    title: 'After a 429 with Retry-After as a date, the client waits and retries.',
    holds: waitsForDate,
  },
  {
    id: 'no-retry-after',
    scenario: 'rate-limited-no-retry-after',
    title: 'After a 429 without Retry-After, the client retries later.',
    holds: holdsBack,
  },
  {
    id: 'unavailable-once',
    scenario: 'error-503',
    title: 'After a 503 with Retry-After, the client waits and retries.',
  },
  {
    id: 'thrice',
    scenario: 'rate-limited-thrice',
    title: 'After three 429s in a row, each with Retry-After, the client gets the export.',
  },
];

/** Failures that are over at the next request, without Retry-After. */
const passing = [
  {
    id: 'server-error-once',
    scenario: 'error-500-once',
    title: 'After one 500, the client retries.',
  },
  {
    id: 'reset-before-headers-once',
    scenario: 'reset-before-headers-once',
    title: 'After one reset before the response, the client retries.',
  },
  {
    id: 'reset-once',
    scenario: 'reset-mid-member-once',
    title: 'After a reset in the middle of the export, the client requests it again.',
  },
];

/** The real rate limiter: the second export comes too early. */
const limiter: Case = {
  id: 'limits.second-export',
  area: 'limits',
  title: 'A second export that exceeds the rate limit waits and succeeds.',
  world: { rateLimit: { requests: 1, seconds: 6 } },
  runs: [network({ ends: ['complete'] }), network({ ends: ['complete'], takesAway: true })],
  checks: [...recovers, waits],
};

const always: Case = {
  id: 'limits.always',
  area: 'limits',
  title: 'When every response is 429, the client gives up and reports a failure.',
  runs: [control(), network({ scenario: 'rate-limited-always', ends: ['failed'] })],
  checks: [
    ...afterFailure(RULE, 'observed'),
    { ...holdsBack, of: '1-20' },
    {
      check: 'tells-of',
      of: 'too-many-requests',
      level: 'SHOULD',
      rule: RULE,
      label: 'observed',
      why: 'The operator must learn that too many clients share one token.',
    },
  ],
};

/** A download that is continued after its first megabyte instead of begun again holds some bytes twice. */
const lateReset: Case = {
  id: 'limits.reset-after-a-megabyte',
  area: 'limits',
  title: 'After a reset behind the first megabyte, the client requests the whole export again.',
  world: { size: 'small' },
  runs: [
    network({
      scenario: {
        name: 'reset-late-once',
        rules: [
          {
            when: { requests: '1' },
            steps: [{ do: 'stream', until: { member: 'MessageVersions.csv', percent: 90 }, end: 'reset' }],
          },
        ],
      },
      parameters: { since: MONTH_BEFORE },
      ends: ['complete', 'failed'],
    }),
  ],
  checks: [
    keepsWhatItSays(
      {
        rule: 'An export cannot be continued: a new request makes a new export.',
        label: 'documented',
        level: 'MUST',
      },
      'The file is damaged in the middle, where nobody looks.',
    ),
  ],
};

export const limitCases: readonly Case[] = [
  ...situations.map(
    ({ id, scenario, title, holds = waits }): Case => ({
      id: `limits.${id}`,
      area: 'limits',
      title,
      runs: [network({ scenario, ends: ['complete'] })],
      checks: [...recovers, holds],
    }),
  ),
  ...passing.map(
    ({ id, scenario, title }): Case => ({
      id: `limits.${id}`,
      area: 'limits',
      title,
      runs: [network({ scenario, ends: ['complete'] })],
      checks: keepsAll(
        {
          rule: 'A temporary failure is retried. Seen broken in public clients: they do not retry.',
          label: 'observed',
          level: 'SHOULD',
        },
        'The export is missing although a retry would succeed.',
      ),
    }),
  ),
  limiter,
  always,
  lateReset,
];
