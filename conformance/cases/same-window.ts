import type { Case } from '../model/case.ts';
import { afterFailure, network } from './failures.ts';
import { ends, keepsTheEarlier, OVERWRITTEN, whole } from './window-demands.ts';

const AGAIN = 'The same request to an unchanged network returns the same export.';

/** A window that is exported again, or a later one, after a good or a bad run. */
export const sameWindowCases: readonly Case[] = [
  {
    id: 'windows.same-twice',
    area: 'windows',
    title: 'A window that is exported again is complete and has no duplicate row.',
    runs: [network({ ends: ['complete'] }), network({ ends: ['complete'] })],
    checks: [ends(undefined, AGAIN, 'An export cannot be repeated.'), whole(AGAIN)],
  },
  {
    id: 'windows.bad-after-good',
    area: 'windows',
    title: 'A failed export of the same window leaves the good one unchanged.',
    runs: [
      network({ ends: ['complete'] }),
      network({ ends: ['failed'], scenario: 'cut-mid-directory-chunked' }),
    ],
    checks: [keepsTheEarlier()],
  },
  {
    id: 'windows.partial-after-good',
    area: 'windows',
    title: 'A partial export of the same window leaves the complete one unchanged.',
    runs: [
      network({ ends: ['complete'] }),
      network({ ends: ['partial', 'failed'], scenario: 'partial-messages-missing' }),
    ],
    // A client that names an export by its window alone replaces it, and reports that it is partial.
    checks: [{ ...keepsTheEarlier(), level: 'SHOULD' }],
  },
  {
    id: 'windows.good-after-bad',
    area: 'windows',
    title: 'A failed export of a later window leaves the good one unchanged, and the next run succeeds.',
    runs: [
      network({ ends: ['complete'] }),
      network({
        parameters: { since: '2024-06-15T00:00:00+00:00' },
        ends: ['failed'],
        scenario: 'cut-before-directory-chunked',
      }),
      network({ parameters: { since: '2024-06-18T00:00:00+00:00' }, ends: ['complete'] }),
    ],
    checks: [
      ...afterFailure(OVERWRITTEN, 'observed', 2),
      keepsTheEarlier(2),
      ends(undefined, OVERWRITTEN, 'One failed run makes all later runs fail.'),
      whole(OVERWRITTEN),
    ],
  },
];
