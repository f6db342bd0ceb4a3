import type { OwnScenario, Step } from '../../server/index.ts';
import type { Case } from '../model/case.ts';
import { network } from './failures.ts';

const HELD = 'Public clients hold the whole ZIP in memory.';

const long: Step = { do: 'csv-text', file: 'Messages', column: 'body', every: 1, text: 'long' };
/** 32 MB each, as attachments. */
const copies = ['1', '2', '3'].map(
  (name): Step => ({ do: 'add-member', name: `files/${name}.txt`, holds: 'copy', of: 'Messages.csv' }),
);

/**
 * 130 MB that are cheap to make and cannot be packed smaller on the way; the stream stands still half-way.
 */
const huge: OwnScenario = {
  name: 'huge',
  rules: [
    {
      steps: [{ do: 'store' }, long, ...copies, { do: 'stall', at: { byte: 64_000_000 }, ms: 600 }],
    },
  ],
};

export const scaleCases: readonly Case[] = [
  {
    id: 'scale.large-export',
    area: 'scale',
    title: 'An export of 130 MB is written to disk while it comes, and never held in memory.',
    large: true,
    runs: [
      network({ ends: ['complete'], midway: 'look' }),
      network({ scenario: huge, ends: ['complete', 'partial'], midway: 'look' }),
    ],
    checks: [
      {
        check: 'says-how-it-ended',
        level: 'MUST',
        rule: 'Exports of large networks have many gigabytes.',
        label: 'assumed',
        why: 'A client that fails when the network has grown fails for good.',
      },
      {
        check: 'needs-no-more-memory',
        of: '96',
        level: 'SHOULD',
        rule: `${HELD} This one has 130 MB: whoever holds it needs as much more, and a runtime that collects its garbage late needs less than 96.`,
        label: 'observed',
        why: 'An export of 40 GB ends a client that holds it, and often the machine.',
      },
      {
        check: 'writes-as-it-comes',
        level: 'SHOULD',
        rule: 'An export is streamed while it is produced.',
        label: 'documented',
        why: 'A client that writes at the end has nothing to show for hours, and needs room for everything twice.',
      },
    ],
  },
];
