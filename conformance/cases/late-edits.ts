import { DAY_MS } from '../../schemas/durations.ts';
import type { Case } from '../model/case.ts';
import { rowsTogether } from './together.ts';
import { ends, meets, nextDay } from './window-demands.ts';

const EDITED =
  'A message is in the window of its latest version, so a later window has the id of an earlier one again.';

/** In the three days after the clock of the cases, somebody edits a message that is older. */
export const lateEditCases: readonly Case[] = [
  {
    id: 'windows.late-edits',
    area: 'windows',
    title: 'A message that was edited after its window is exported again, as it is then.',
    sequence: true,
    runs: [
      nextDay({ ends: ['complete'], advanceMs: 0 }),
      nextDay({ ends: ['complete'], advanceMs: 3 * DAY_MS }),
    ],
    checks: [
      ends(2, EDITED, 'A correct export is reported as a failure because of an id that is known.'),
      meets,
      ...rowsTogether,
    ],
  },
];
