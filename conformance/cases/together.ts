import type { CheckSpec } from '../model/check.ts';

/** The rule on the watermark of a client. */
export const WATERMARK =
  'The watermark moves only after a complete export. Seen broken in public clients: they move it after a failed or partial export.';

/** The checks on the windows of a client over all runs of a case. */
export const together: readonly CheckSpec[] = [
  {
    check: 'leaves-no-gap',
    level: 'MUST',
    rule: WATERMARK,
    label: 'observed',
    why: 'The data between two windows is never exported, and no message says so.',
  },
  {
    check: 'asks-for-nothing-again',
    level: 'SHOULD',
    rule: 'since and until are inclusive, until to the second: the next window starts after the last one.',
    label: 'observed',
    why: 'Each run costs more than the one before, and rows are exported twice.',
  },
];

/** The checks on the rows that a client wrote in all runs of a case. */
export const rowsTogether: readonly CheckSpec[] = [
  {
    check: 'keeps-every-row',
    level: 'MUST',
    rule: 'Adjacent windows together hold all rows. The rows of a replaced export still count.',
    label: 'documented',
    why: 'A row that is in no export cannot be recovered after the network deletes it.',
  },
  {
    check: 'keeps-no-row-twice',
    level: 'SHOULD',
    rule: 'Each row is in one export only; an export that replaces another one does not count as a second one. Seen broken in public clients: they keep rows twice.',
    label: 'observed',
    why: 'Counts of messages are too high.',
  },
];
