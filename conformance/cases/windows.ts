import type { CheckData } from '../checks/check.ts';
import type { Case, Run } from './case.ts';
import { afterFailure, network, SINCE } from './failures.ts';

const DAY_MS = 86_400_000;
const MOVED = 'Public clients move their watermark on after a failed or partial export.';

const nextDay = (run: Partial<Run> & Pick<Run, 'ends'>): Run => ({
  operation: 'resume',
  parameters: { since: SINCE },
  advanceMs: DAY_MS,
  ...run,
});

const meets: CheckData = {
  aspect: 'goes-on-where-it-ended',
  level: 'MUST',
  rule: MOVED,
  label: 'observed',
  why: 'A gap between two windows is data that is never exported.',
};

const failedNight = (id: string, title: string, scenario: string): Case => ({
  id: `windows.${id}`,
  area: 'windows',
  title,
  runs: [
    nextDay({ ends: ['complete'] }),
    nextDay({ ends: ['failed', 'partial'], scenario }),
    nextDay({ ends: ['complete'] }),
  ],
  checks: [
    ...afterFailure(MOVED, 'observed', 2),
    {
      aspect: 'keeps-the-earlier-export',
      run: 2,
      level: 'MUST',
      rule: 'Public clients overwrite a good export by a bad one.',
      label: 'observed',
      why: 'What was safe is lost.',
    },
    meets,
  ],
});

export const windowCases: readonly Case[] = [
  {
    id: 'windows.two-days',
    area: 'windows',
    title: 'The second day begins where the first one ended.',
    runs: [nextDay({ ends: ['complete'] }), nextDay({ ends: ['complete'] })],
    checks: [meets],
  },
  failedNight(
    'failed-night',
    'After a night that failed the window begins where the last good one ended.',
    'error-500',
  ),
  failedNight(
    'cut-night',
    'After a night that was cut short the window begins where the last good one ended.',
    'cut-mid-member-chunked',
  ),
  {
    id: 'windows.bad-after-good',
    area: 'windows',
    title: 'A bad export of the same window leaves the good one in its place.',
    runs: [
      network({ ends: ['complete'] }),
      network({ ends: ['failed'], scenario: 'cut-mid-directory-chunked' }),
    ],
    checks: [
      {
        aspect: 'keeps-the-earlier-export',
        level: 'MUST',
        rule: 'Public clients overwrite a good export by a bad one.',
        label: 'observed',
        why: 'What was safe is lost.',
      },
    ],
  },
];
