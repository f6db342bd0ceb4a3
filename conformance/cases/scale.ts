import type { OwnScenario, Step } from '../../server/index.ts';
import type { Case } from '../model/case.ts';
import { network } from './failures.ts';

const HELD =
  'Memory does not grow with the size of the export. Seen broken in public clients: they hold the whole ZIP in memory.';

const long: Step = { do: 'csv-text', file: 'Messages', column: 'body', every: 1, text: 'long' };
/** Three attachments of 32 MB each. */
const copies = ['1', '2', '3'].map(
  (name): Step => ({ do: 'add-member', name: `files/${name}.txt`, holds: 'copy', of: 'Messages.csv' }),
);

/**
 * An export of 130 MB, stored without compression so that it is cheap to make; the stream stalls half-way.
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
    title: 'An export of 130 MB is written to disk while it arrives and is not held in memory.',
    large: true,
    runs: [
      network({ ends: ['complete'], midway: 'look' }),
      network({ scenario: huge, ends: ['complete', 'partial'], midway: 'look' }),
    ],
    checks: [
      {
        check: 'says-how-it-ended',
        level: 'MUST',
        rule: 'Exports of large networks have many gigabytes; size is no reason to fail.',
        label: 'assumed',
        why: 'When the network has grown, every export fails.',
      },
      {
        check: 'needs-no-more-memory',
        of: '96',
        level: 'SHOULD',
        rule: `${HELD} The export here has 130 MB: a client that holds it needs 130 MB more; late garbage collection needs less than 96 MB.`,
        label: 'observed',
        why: 'An export of 40 GB crashes a client that holds it in memory, and often the machine.',
      },
      {
        check: 'writes-as-it-comes',
        level: 'SHOULD',
        rule: 'The service streams an export while it produces it.',
        label: 'documented',
        why: 'A client that writes only at the end shows no progress for hours and needs space for the export twice.',
      },
    ],
  },
];
