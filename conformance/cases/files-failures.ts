import type { Case } from '../model/case.ts';
import type { CheckSpec, Label } from '../model/check.ts';
import { keepsWhatItSays } from './demands.ts';
import { afterFailure } from './failures.ts';
import { atOnce, exporting, filesCase, observed, rules, type Step } from './files-runs.ts';

const ENDED =
  'An export request can fail or expire: it is never complete then. The names of these states are assumed.';

const MISSING = 'Files are missing from the export, and no message says so.';

interface Broken {
  readonly id: string;
  readonly title: string;
  readonly step: Step;
  readonly rule: string;
  readonly label: Label;
}

const broken: readonly Broken[] = [
  {
    id: 'link-status-500',
    title: 'Links that are answered 500 are reported as a failure.',
    step: { do: 'link-breaks', how: 'error' },
    rule: rules.status,
    label: 'documented',
  },
  {
    id: 'links-expired',
    title: 'Links that have all expired are reported as a failure.',
    step: { do: 'link-expires', in: 'every-response' },
    rule: rules.status,
    label: 'documented',
  },
  {
    id: 'html-page',
    title: 'A page with status 200 is not taken for an archive.',
    step: { do: 'link-breaks', how: 'page' },
    rule: rules.whole,
    label: 'observed',
  },
  {
    id: 'reset',
    title: 'A download that is reset is reported as a failure.',
    step: { do: 'link-breaks', how: 'reset' },
    rule: rules.whole,
    label: 'observed',
  },
  {
    id: 'no-directory',
    title: 'A well-formed response with an archive that lacks its end is reported as a failure.',
    step: { do: 'link-breaks', how: 'short' },
    rule: rules.whole,
    label: 'observed',
  },
  {
    id: 'damaged',
    title: 'An archive with a wrong byte is reported as a failure.',
    step: { do: 'link-breaks', how: 'damaged' },
    rule: rules.whole,
    label: 'observed',
  },
];

/** The cases of the Files Export API in which the export fails. */
export const filesFailures: readonly Case[] = [
  ...broken.map(({ id, title, step, rule, label }) =>
    filesCase(id, title, {
      runs: [exporting('june', { scenario: atOnce(step), ends: ['failed'] })],
      checks: afterFailure(rule, label),
    }),
  ),
  filesCase('cut', 'A download that is cut is reported as a failure, and an earlier export stays.', {
    runs: [
      exporting('may', { ends: ['complete'] }),
      exporting('june', { scenario: atOnce({ do: 'link-breaks', how: 'cut' }), ends: ['failed'] }),
    ],
    checks: [
      ...afterFailure(rules.whole, 'observed'),
      {
        check: 'keeps-the-earlier-export',
        ...observed(rules.whole),
        why: 'A good export is lost because a later one failed.',
      },
      {
        check: 'leaves-nothing-unfinished',
        rule: rules.whole,
        label: 'observed',
        level: 'SHOULD',
        why: 'Partial downloads of many gigabytes that are never removed fill the disk.',
      },
    ],
  }),
  filesCase('part-missing', 'An export without one of its archives is not reported as complete.', {
    runs: [
      exporting('both', {
        scenario: atOnce({ do: 'link-breaks', how: 'gone', part: 'last' }),
        ends: ['partial', 'failed'],
      }),
    ],
    checks: [
      {
        check: 'says-how-it-ended',
        ...observed(rules.links),
        why: MISSING,
      },
      keepsWhatItSays(observed(rules.links), MISSING),
    ],
  }),
  filesCase('token-expires', 'A token that expires after the creation is reported as a failure.', {
    runs: [exporting('june', { scenario: 'token-expires-between-requests', ends: ['failed'] })],
    checks: afterFailure('The response to an expired token is 401.', 'documented'),
  }),
  ...[
    { id: 'failed', what: 'that failed', step: { do: 'job-ends', as: 'failed' } as const },
    { id: 'expired', what: 'that has expired', step: { do: 'job-ends', as: 'expired' } as const },
    { id: 'never-found', what: 'that is never found', step: { do: 'job-hides', seconds: 604_800 } as const },
  ].map(({ id, what, step }) =>
    filesCase(id, `An export request ${what} is reported as a failure.`, {
      runs: [exporting('june', { scenario: atOnce(step), ends: ['failed'] })],
      checks: withoutTheName(id === 'never-found' ? rules.early : ENDED),
    }),
  ),
];

/**
 * The checks on a run whose export request ends in a state that no source names. By what was observed, a
 * client asks again without end; it must only not keep anything.
 */
function withoutTheName(rule: string): readonly CheckSpec[] {
  return afterFailure(rule, 'assumed').map((spec) =>
    spec.check === 'keeps-no-false-export'
      ? { ...spec, label: 'observed', rule: rules.states }
      : { ...spec, level: 'SHOULD' },
  );
}
