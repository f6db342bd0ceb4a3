import { MINUTE_MS } from '../../schemas/durations.ts';
import type { Case, Run } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { afterFailure, network, SINCE } from './failures.ts';
import { sameWindowCases } from './same-window.ts';
import { rowsTogether, together, WATERMARK } from './together.ts';
import { ends, keepsTheEarlier, meets, nextDay, whole } from './window-demands.ts';

const PARTIAL = 'An export may be partial, and log.txt reports it.';

/** A case of three daily runs: a good one, a bad one, and a good one. */
const badDay = (
  id: string,
  title: string,
  bad: Pick<Run, 'ends' | 'scenario'>,
  checks: readonly CheckSpec[],
): Case => ({
  id: `windows.${id}`,
  area: 'windows',
  title,
  sequence: true,
  runs: [nextDay({ ends: ['complete'] }), nextDay(bad), nextDay({ ends: ['complete'] })],
  checks: [...checks, keepsTheEarlier(2), meets, ...rowsTogether],
});

const badDays: readonly Case[] = [
  badDay(
    'failed-night',
    'After a failed run, the window starts where the last complete export ended.',
    { ends: ['failed'], scenario: 'error-500' },
    afterFailure(WATERMARK, 'observed', 2),
  ),
  badDay(
    'cut-night',
    'After a truncated export, the window starts where the last complete export ended.',
    { ends: ['failed'], scenario: 'cut-mid-member-chunked' },
    afterFailure(WATERMARK, 'observed', 2),
  ),
  badDay(
    'token-night',
    'After a run in which the token expired during the export, the window starts where the last complete one ended.',
    {
      ends: ['partial', 'failed'],
      scenario: {
        name: 'token-expires-during-the-export',
        rules: [
          {
            when: { requests: '1' },
            steps: [{ do: 'stream', until: { member: 'Messages.csv', percent: 60 }, end: 'reset' }],
          },
          { when: { requests: '2-' }, steps: [{ do: 'refuse', why: 'expired' }] },
        ],
      },
    },
    [ends(2, WATERMARK, 'A window that is reported as complete is not exported again.')],
  ),
  badDay(
    'limited-night',
    'After a run with only 429 responses, the window starts where the last complete export ended.',
    { ends: ['failed'], scenario: 'rate-limited-always' },
    afterFailure(WATERMARK, 'observed', 2),
  ),
  badDay(
    'partial-night',
    'After a partial export, the window starts where the last complete export ended.',
    { ends: ['partial', 'failed'], scenario: 'partial-messages-missing' },
    [ends(2, PARTIAL, 'A window that is reported as complete is not exported again.')],
  ),
];

const NO_ROWS = 'An export whose tables are all header lines is complete. Seen broken in public clients.';

/** The empty window: ten minutes of the smallest network without a change. */
const emptyWindow: Case = {
  id: 'windows.empty',
  area: 'windows',
  title: 'A window without rows is exported, and the next window starts after it.',
  sequence: true,
  runs: [
    nextDay({ ends: ['complete'] }),
    nextDay({ ends: ['complete'], advanceMs: 10 * MINUTE_MS }),
    nextDay({ ends: ['complete'] }),
  ],
  checks: [
    ends(2, NO_ROWS, 'The operator gets an alarm because nobody wrote a message.'),
    whole(NO_ROWS, 2),
    meets,
    ...together,
    ...rowsTogether,
  ],
};

/** The end of the first window, in a second with a message, and the start of the second window. */
const SEAM = ['2024-06-14T08:06:41+00:00', '2024-06-14T08:06:42+00:00'] as const;
const INCLUSIVE = 'until is inclusive to the second. Seen broken in public clients: they skip a second.';

const untilAtASecond: Case = {
  id: 'windows.until-at-a-second',
  area: 'windows',
  title: 'A window includes its whole last second, and a window from the next second holds nothing of it.',
  needs: ['until'],
  sequence: true,
  runs: [
    network({ parameters: { since: SINCE, until: SEAM[0] }, ends: ['complete'] }),
    network({ parameters: { since: SEAM[1], until: '2024-06-19T11:59:59+00:00' }, ends: ['complete'] }),
  ],
  checks: [
    ends(1, INCLUSIVE, 'Users learn to ignore failures when a client reports a success as a failure.'),
    whole(INCLUSIVE, 1),
    whole(INCLUSIVE, 2),
    ...rowsTogether,
  ],
};

/** The time from the end of the first window to the millisecond of a message, three days later. */
const UNTIL_A_MESSAGE_MS = Date.parse('2024-06-17T07:08:38.580Z') - Date.parse('2024-06-14T08:06:41.200Z');

/** The first window ends before a message of the same second; the second window ends at a message. */
const endsWithinASecond: Case = {
  id: 'windows.ends-within-a-second',
  area: 'windows',
  title: 'A message in the second in which a window ends is exported exactly once.',
  world: { now: SEAM[0].replace('+', '.200+') },
  sequence: true,
  runs: [
    nextDay({ ends: ['complete'], advanceMs: 0 }),
    nextDay({ ends: ['complete'], advanceMs: UNTIL_A_MESSAGE_MS }),
    nextDay({ ends: ['complete'] }),
  ],
  checks: [meets, ...rowsTogether],
};

const CLOCK = 'A clock that is set back causes no duplicate rows. Seen broken in public clients.';

const clockSetBack: Case = {
  id: 'windows.clock-set-back',
  area: 'windows',
  title: 'A clock that is set back does not move the watermark back.',
  sequence: true,
  runs: [
    nextDay({ ends: ['complete'] }),
    nextDay({ ends: ['complete', 'failed'], advanceMs: -180 * MINUTE_MS }),
    nextDay({ ends: ['complete'] }),
  ],
  checks: [
    keepsTheEarlier(2),
    ends(undefined, CLOCK, 'One wrong clock stops the exports.'),
    ...together,
    ...rowsTogether,
  ],
};

/** A client that has one watermark for everything would leave out what the first run did not ask for. */
const otherSelection: Case = {
  id: 'windows.other-selection',
  area: 'windows',
  title: 'A run for other models does not start where the run for the first models ended.',
  needs: ['model'],
  runs: [
    nextDay({ ends: ['complete'], parameters: { since: SINCE, model: ['Message'] } }),
    nextDay({ ends: ['complete'] }),
  ],
  checks: [
    {
      check: 'asks-for',
      of: 'since',
      level: 'SHOULD',
      rule: 'The end of an export says nothing about models, networks or files that it left out.',
      label: 'assumed',
      why: 'The other models are never exported for the time of the first run.',
    },
  ],
};

const APART = '{out_dir} is for the reader of the exports; the state of the client is in {state_dir}.';

export const windowCases: readonly Case[] = [
  {
    id: 'windows.two-days',
    area: 'windows',
    title: 'The second window starts where the first one ended.',
    sequence: true,
    runs: [nextDay({ ends: ['complete'] }), nextDay({ ends: ['complete'] })],
    checks: [meets, ...together, ...rowsTogether],
  },
  ...badDays,
  emptyWindow,
  untilAtASecond,
  endsWithinASecond,
  clockSetBack,
  otherSelection,
  ...sameWindowCases,
  {
    id: 'windows.exports-taken-away',
    area: 'windows',
    title: 'The window starts where the last one ended, although its export was removed.',
    runs: [nextDay({ ends: ['complete'] }), nextDay({ ends: ['complete'], takesAway: true })],
    checks: [
      { ...meets, level: 'SHOULD', rule: APART, label: 'assumed' },
      {
        check: 'asks-for-nothing-again',
        level: 'SHOULD',
        rule: APART,
        label: 'assumed',
        why: 'A user who empties the folder after each run gets the whole network every time.',
      },
    ],
  },
];
