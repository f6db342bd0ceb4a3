import type { Case, Run } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { afterFailure, network, SINCE } from './failures.ts';
import { rowsTogether, together } from './together.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MOVED = 'Public clients move their watermark on after a failed or partial export.';
const OVERWRITTEN = 'Public clients overwrite a good export by a bad one.';
const PARTIAL = 'An export may be partial, and log.txt says so.';

const nextDay = (run: Partial<Run> & Pick<Run, 'ends'>): Run => ({
  operation: 'resume',
  parameters: { since: SINCE },
  advanceMs: DAY_MS,
  ...run,
});

const meets: CheckSpec = {
  check: 'goes-on-where-it-ended',
  level: 'MUST',
  rule: MOVED,
  label: 'observed',
  why: 'A gap between two windows is data that is never exported.',
};

const keepsTheEarlier = (run?: number): CheckSpec => ({
  check: 'keeps-the-earlier-export',
  ...(run === undefined ? {} : { run }),
  level: 'MUST',
  rule: OVERWRITTEN,
  label: 'observed',
  why: 'What was safe is lost.',
});

const ends = (run: number | undefined, rule: string, why: string): CheckSpec => ({
  check: 'says-how-it-ended',
  ...(run === undefined ? {} : { run }),
  level: 'MUST',
  rule,
  label: 'observed',
  why,
});

const whole = (rule: string, run?: number): CheckSpec => ({
  check: 'keeps-the-export',
  ...(run === undefined ? {} : { run }),
  level: 'MUST',
  rule,
  label: 'observed',
  why: 'What is not in the export of its window is in none.',
});

/** A day that is good, one that is not, and one more. */
const badNight = (
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

const badNights: readonly Case[] = [
  badNight(
    'failed-night',
    'After a night that failed the window begins where the last good one ended.',
    { ends: ['failed'], scenario: 'error-500' },
    afterFailure(MOVED, 'observed', 2),
  ),
  badNight(
    'cut-night',
    'After a night that was cut short the window begins where the last good one ended.',
    { ends: ['failed'], scenario: 'cut-mid-member-chunked' },
    afterFailure(MOVED, 'observed', 2),
  ),
  badNight(
    'limited-night',
    'After a night in which everything was refused the window begins where the last good one ended.',
    { ends: ['failed'], scenario: 'rate-limited-always' },
    afterFailure(MOVED, 'observed', 2),
  ),
  badNight(
    'partial-night',
    'After a night that brought a part the window begins where the last whole one ended.',
    { ends: ['partial', 'failed'], scenario: 'partial-messages-missing' },
    [ends(2, PARTIAL, 'What is called complete is not asked for again.')],
  ),
];

const NOTHING_THERE =
  'An empty table is its header line: an export without a row is an export. Public clients take it for a failure.';

/** Ten minutes of the smallest network in which nothing happened. */
const emptyWindow: Case = {
  id: 'windows.empty',
  area: 'windows',
  title: 'A window in which nothing happened is exported, and the next one begins behind it.',
  sequence: true,
  runs: [
    nextDay({ ends: ['complete'] }),
    nextDay({ ends: ['complete'], advanceMs: 10 * MINUTE_MS }),
    nextDay({ ends: ['complete'] }),
  ],
  checks: [
    ends(2, NOTHING_THERE, 'Somebody is woken up because nobody wrote a message.'),
    whole(NOTHING_THERE, 2),
    meets,
    ...together,
    ...rowsTogether,
  ],
};

/** A message was written within the second in which the first window ends. */
const SEAM = ['2024-06-14T11:44:48+00:00', '2024-06-14T11:44:49+00:00'] as const;
const INCLUSIVE = 'until is inclusive to the second; public clients leave a second out between two windows.';

const untilAtASecond: Case = {
  id: 'windows.until-at-a-second',
  area: 'windows',
  title: 'A window that ends with a second has all of it, and the one from the next second nothing of it.',
  needs: ['until'],
  sequence: true,
  runs: [
    network({ parameters: { since: SINCE, until: SEAM[0] }, ends: ['complete'] }),
    network({ parameters: { since: SEAM[1], until: '2024-06-19T11:59:59+00:00' }, ends: ['complete'] }),
  ],
  checks: [
    ends(1, INCLUSIVE, 'A client that calls success a failure makes everybody ignore its failures.'),
    whole(INCLUSIVE, 1),
    whole(INCLUSIVE, 2),
    ...rowsTogether,
  ],
};

/** The clock stands on the very millisecond of the latest message. */
const onAMessage = {
  name: 'clock-on-a-message',
  rules: [{ steps: [{ do: 'clock', onMessage: true }] }],
} as const satisfies Run['scenario'];

/**
 * The first window ends in the midst of the second of that message, before it; the second one with a message.
 */
const endsWithinASecond: Case = {
  id: 'windows.ends-within-a-second',
  area: 'windows',
  title: 'A message of the very second in which a window ends is exported once, before the end or behind it.',
  world: { now: SEAM[0].replace('48+', '48.200+') },
  sequence: true,
  runs: [
    nextDay({ ends: ['complete'], advanceMs: 0 }),
    nextDay({ ends: ['complete'], scenario: onAMessage }),
    nextDay({ ends: ['complete'] }),
  ],
  checks: [meets, ...rowsTogether],
};

const clockSetBack: Case = {
  id: 'windows.clock-set-back',
  area: 'windows',
  title: 'A clock that is set back moves no watermark back.',
  sequence: true,
  runs: [
    nextDay({ ends: ['complete'] }),
    nextDay({ ends: ['complete', 'failed'], advanceMs: -180 * MINUTE_MS }),
    nextDay({ ends: ['complete'] }),
  ],
  checks: [
    keepsTheEarlier(2),
    ends(undefined, 'Public clients keep rows that came twice.', 'A night is lost for a clock.'),
    ...together,
    ...rowsTogether,
  ],
};

const AGAIN = 'The same request to the same network brings the same export again.';
const APART = 'Exports are for whoever reads the folder: {state_dir} is for what the client remembers.';

export const windowCases: readonly Case[] = [
  {
    id: 'windows.two-days',
    area: 'windows',
    title: 'The second day begins where the first one ended.',
    sequence: true,
    runs: [nextDay({ ends: ['complete'] }), nextDay({ ends: ['complete'] })],
    checks: [meets, ...together, ...rowsTogether],
  },
  ...badNights,
  emptyWindow,
  untilAtASecond,
  endsWithinASecond,
  clockSetBack,
  {
    id: 'windows.same-twice',
    area: 'windows',
    title: 'A window that is exported again is whole, and has no row twice.',
    runs: [network({ ends: ['complete'] }), network({ ends: ['complete'] })],
    checks: [ends(undefined, AGAIN, 'A night cannot be repeated.'), whole(AGAIN)],
  },
  {
    id: 'windows.bad-after-good',
    area: 'windows',
    title: 'A bad export of the same window leaves the good one in its place.',
    runs: [
      network({ ends: ['complete'] }),
      network({ ends: ['failed'], scenario: 'cut-mid-directory-chunked' }),
    ],
    checks: [keepsTheEarlier()],
  },
  {
    id: 'windows.good-after-bad',
    area: 'windows',
    title: 'A bad export of a later window leaves the good one in its place, and a good one can follow.',
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
      ends(undefined, OVERWRITTEN, 'A bad night spoils all that follow.'),
      whole(OVERWRITTEN),
    ],
  },
  {
    id: 'windows.exports-taken-away',
    area: 'windows',
    title: 'The window begins where the last one ended, though its export was taken away.',
    runs: [nextDay({ ends: ['complete'] }), nextDay({ ends: ['complete'], takesAway: true })],
    checks: [
      { ...meets, level: 'SHOULD', rule: APART, label: 'assumed' },
      {
        check: 'asks-for-nothing-again',
        level: 'SHOULD',
        rule: APART,
        label: 'assumed',
        why: 'Whoever loads the exports and clears the folder gets the whole network every night.',
      },
    ],
  },
];
