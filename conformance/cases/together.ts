import type { CheckSpec } from '../model/check.ts';

/** The checks on the windows of a client and on the rows that it kept of them, over all runs of a case. */
export const together: readonly CheckSpec[] = [
  {
    check: 'leaves-no-gap',
    level: 'MUST',
    rule: 'Public clients move their watermark on after a failed or partial export.',
    label: 'observed',
    why: 'What lies between two windows is never exported, and nothing says so.',
  },
  {
    check: 'asks-for-nothing-again',
    level: 'SHOULD',
    rule: 'since and until are inclusive, until to the second: the next window begins behind the last one.',
    label: 'observed',
    why: 'Every night costs more than the one before, and rows come twice.',
  },
];

/** The checks on the rows that a client kept in all runs of a case in which it was right to export. */
export const rowsTogether: readonly CheckSpec[] = [
  {
    check: 'keeps-every-row',
    level: 'MUST',
    rule: 'Neighbouring windows hold all rows of the whole. An export that takes the place of another one counts with what it held.',
    label: 'documented',
    why: 'A row that is in no export is gone once the network has deleted it.',
  },
  {
    check: 'keeps-no-row-twice',
    level: 'MUST',
    rule: 'Public clients keep rows that came twice. An export that takes the place of another one is not held against it.',
    label: 'observed',
    why: 'Whoever counts messages counts some of them twice.',
  },
];
