import type { Case, Run } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { network, SINCE } from './failures.ts';
import { rowsTogether } from './together.ts';

const DAY_MS = 86_400_000;
const RULE =
  'Public clients overwrite a good export by a bad one, and do not notice that an export is cut short.';

/** Longer than it takes to see that the stream stands still. */
const STALL_MS = 20_000;

const places = {
  'at-the-first-byte': { at: { byte: 0 }, when: 'before the first byte' },
  'at-20-percent': { at: { member: 'Messages.csv', percent: 20 }, when: 'in the first part of the messages' },
  'at-60-percent': { at: { member: 'Messages.csv', percent: 60 }, when: 'in the midst of the messages' },
  'at-95-percent': { at: { before: 'directory' }, when: 'when only the directory is missing' },
  'in-the-directory': { at: { directory: 50 }, when: 'inside the directory' },
} as const;
type Place = keyof typeof places;

const killed = (place: Place, run: Partial<Run>): Run => ({
  ...network({ ends: [] }),
  scenario: {
    name: `stands-still-${place}`,
    rules: [{ steps: [{ do: 'stall', at: places[place].at, ms: STALL_MS }] }],
  },
  midway: 'kill',
  ...run,
});

const nothingHalf: readonly CheckSpec[] = [
  {
    check: 'keeps-no-false-export',
    run: 2,
    level: 'MUST',
    rule: RULE,
    label: 'observed',
    why: 'Whoever reads the folder takes what lies there for the whole network.',
  },
  {
    check: 'keeps-the-earlier-export',
    run: 2,
    level: 'MUST',
    rule: RULE,
    label: 'observed',
    why: 'What was safe is lost.',
  },
];

const recovers: readonly CheckSpec[] = [
  {
    check: 'says-how-it-ended',
    level: 'MUST',
    rule: RULE,
    label: 'observed',
    why: 'A machine that was switched off once exports nothing any more.',
  },
  {
    check: 'keeps-the-export',
    level: 'MUST',
    rule: RULE,
    label: 'observed',
    why: 'Half an export that was left over gets into the next one.',
  },
];

const resumed = (place: Place): Case => ({
  id: `windows.killed-${place}`,
  area: 'windows',
  title: `A client that is killed ${places[place].when} exports the whole window the next time.`,
  sequence: true,
  runs: [
    { operation: 'resume', parameters: { since: SINCE }, ends: ['complete'], advanceMs: DAY_MS },
    killed(place, { operation: 'resume', advanceMs: 10 * DAY_MS }),
    { operation: 'resume', parameters: { since: SINCE }, ends: ['complete'], advanceMs: DAY_MS },
  ],
  checks: [
    ...nothingHalf,
    ...recovers,
    {
      check: 'goes-on-where-it-ended',
      level: 'MUST',
      rule: 'Public clients move their watermark on after a failed or partial export.',
      label: 'observed',
      why: 'A gap between two windows is data that is never exported.',
    },
    ...rowsTogether,
  ],
});

/** For clients that remember nothing from run to run. */
const sameWindow: Case = {
  id: 'windows.killed-in-the-same-window',
  area: 'windows',
  title: 'A client that is killed leaves the earlier export of the window, and can be asked for it again.',
  runs: [network({ ends: ['complete'] }), killed('at-60-percent', {}), network({ ends: ['complete'] })],
  checks: [...nothingHalf, ...recovers],
};

/** Clients that are killed while the export comes. */
export const killedCases: readonly Case[] = [...(Object.keys(places) as Place[]).map(resumed), sameWindow];
