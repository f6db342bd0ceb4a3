import type { OwnScenario } from '../../server/index.ts';
import type { Case } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { keepsAll, keepsTheToken, keepsWhatItSays } from './demands.ts';
import { filesFailures } from './files-failures.ts';
import { atOnce, exporting, filesCase, inTime, observed, rules } from './files-runs.ts';

const NO_TOKEN = 'A link is downloaded without the token.';
const EMPTY = 'data is empty when there are no files.';
const EXPIRES = 'A link that needs no token is valid for a limited time; the status then has new ones.';
const LIMITED = 'An export request is limited to two months, and six are in progress at most.';
const RETRY = 'Retry-After says how long to wait (RFC 9110, section 10.2.3).';

const MISSING = 'Files are missing from the export, and no message says so.';
const LOST = 'The export is missing although another request would get it.';

/** A scenario in which one request is refused with Retry-After. */
function refusedOnce(request: string): OwnScenario {
  const { name, rules: others } = atOnce();
  const limited = {
    when: { requests: request, operation: 'files' as const },
    steps: [{ do: 'rate-limit' as const, seconds: 1, retryAfter: 'seconds' as const }],
  };
  return { name, rules: [limited, ...others] };
}

type Ground = Pick<CheckSpec, 'rule' | 'label'>;

/**
 * The checks on a run in which a complete export is better, and an honest failure is correct, too.
 *
 * @param better The basis of the better end. @default that of the honest one
 */
function honest(ground: Ground, better: Ground = ground): readonly CheckSpec[] {
  return [
    keepsWhatItSays({ ...ground, level: 'MUST' }, MISSING),
    { check: 'keeps-the-export', ...better, level: 'SHOULD', why: LOST },
  ];
}

const byTheId: CheckSpec = {
  check: 'asks-by-the-given-id',
  ...observed('The status has the id of the response to the creation in its path.'),
  why: 'The export request runs to its end, and nobody downloads it.',
};

const plain = filesCase('export', 'The files of a window are exported.', {
  runs: [exporting('june', { ends: ['complete'] })],
  checks: [
    ...keepsAll(observed(rules.states), MISSING),
    ...(['since', 'until'] as const).map(
      (of): CheckSpec => ({
        check: 'asks-for',
        of,
        ...observed('An export request has since and until in its query.'),
        why: 'Files outside the requested window are never exported.',
      }),
    ),
    byTheId,
    {
      check: 'sends-the-token-in-the-header',
      ...observed('The token of the creation and of the status is in the header Authorization.'),
      why: 'The service rejects the request; a token in an address ends up in logs.',
    },
    {
      check: 'keeps-the-base-path',
      rule: 'The base URL may have a path.',
      label: 'assumed',
      level: 'SHOULD',
      why: 'A client that drops it works at no other address than the one in its source.',
    },
  ],
});

const complete: readonly Case[] = [
  plain,
  filesCase('several-links', 'Every archive is downloaded when there are several links.', {
    runs: [exporting('both', { ends: ['complete'] })],
    checks: keepsAll(observed(rules.links), MISSING),
  }),
  filesCase('no-files', 'An export without files is complete.', {
    runs: [exporting('june', { scenario: atOnce({ do: 'job-ends', as: 'empty' }), ends: ['complete'] })],
    checks: [
      {
        check: 'says-how-it-ended',
        ...observed(EMPTY),
        why: 'Users learn to ignore failures when a client reports a success as a failure.',
      },
      byTheId,
    ],
  }),
  filesCase('slow', 'An export request that takes some seconds is waited for, with pauses.', {
    world: { clock: 'running' },
    runs: [exporting('june', { scenario: inTime(2), ends: ['complete'] })],
    checks: [
      ...keepsAll(
        observed(rules.states),
        'The client downloads nothing, or an archive that is not there yet.',
      ),
      {
        check: 'pauses-between-requests',
        rule: 'A client waits between two requests for the status. The public sample client waits two minutes.',
        label: 'observed',
        level: 'SHOULD',
        why: 'The requests use up the rate limit, and the export is refused.',
      },
    ],
  }),
  filesCase('link-to-another-host', 'The token is not sent to the host of the links.', {
    runs: [
      exporting('june', { scenario: atOnce({ do: 'link-leads', to: 'other-host' }), ends: ['complete'] }),
    ],
    checks: [
      // Not every machine resolves the other name.
      ...keepsAll({ ...observed(NO_TOKEN), level: 'SHOULD' }, MISSING),
      {
        check: 'makes-no-remark',
        of: 'token-with-link',
        ...observed(NO_TOKEN),
        why: 'Another service gets a token that can export the whole network.',
      },
      keepsTheToken,
    ],
  }),
];

/** Failures that are over at the next request. */
const passing: readonly Case[] = [
  filesCase('not-found-yet', 'An export request that is not found at first is asked for again.', {
    world: { clock: 'running' },
    runs: [
      exporting('june', {
        scenario: inTime(1, { do: 'job-hides', seconds: 1 }),
        ends: ['complete', 'failed'],
      }),
    ],
    checks: honest(observed(rules.early)),
  }),
  filesCase('link-expired-once', 'When a link has expired, the client asks for the status again.', {
    runs: [
      exporting('june', {
        scenario: atOnce({ do: 'link-expires', in: 'first-response' }),
        ends: ['complete', 'failed'],
      }),
    ],
    checks: honest({ rule: rules.status, label: 'documented' }, { rule: EXPIRES, label: 'assumed' }),
  }),
  ...[
    { id: 'creation-refused-once', what: 'the creation', request: '1' },
    { id: 'status-refused-once', what: 'a request for the status', request: '2' },
  ].map(({ id, what, request }) =>
    filesCase(id, `After a 429 for ${what}, the client waits and retries.`, {
      runs: [exporting('june', { scenario: refusedOnce(request), ends: ['complete'] })],
      checks: [
        ...keepsAll({ rule: request === '1' ? LIMITED : RETRY, label: 'documented', level: 'SHOULD' }, LOST),
        {
          check: 'makes-no-remark',
          of: 'retry-too-early',
          rule: RETRY,
          label: 'documented',
          level: 'MUST',
          why: 'A retry that comes too early is rejected again and delays other clients.',
        },
      ],
    }),
  ),
  filesCase('long-range', 'A window of more than two months is exported in parts, or refused.', {
    runs: [exporting('long', { ends: ['complete', 'partial', 'failed'] })],
    checks: honest({ rule: LIMITED, label: 'documented' }),
  }),
];

/** The cases of the Files Export API. */
export const filesCases: readonly Case[] = [...complete, ...passing, ...filesFailures];
