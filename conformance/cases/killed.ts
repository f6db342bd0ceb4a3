import { DAY_MS } from '../../schemas/durations.ts';
import type { Case, Run } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { network, SINCE } from './failures.ts';
import { rowsTogether, WATERMARK } from './together.ts';

const RULE =
  'A killed run leaves no unfinished export under a final name, and changes no earlier export. Seen broken in public clients: they overwrite a good export with a bad one.';

/** Longer than the time to detect that the stream is stalled. */
const STALL_MS = 20_000;

const places = {
  'at-the-first-byte': { at: { byte: 0 }, when: 'before the first byte' },
  'at-20-percent': { at: { member: 'Messages.csv', percent: 20 }, when: 'early in the messages' },
  'at-60-percent': { at: { member: 'Messages.csv', percent: 60 }, when: 'in the middle of the messages' },
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
    why: 'Readers of the folder take the file for a complete export.',
  },
  {
    check: 'keeps-the-earlier-export',
    run: 2,
    level: 'MUST',
    rule: RULE,
    label: 'observed',
    why: 'A good export is lost.',
  },
];

const recovers: readonly CheckSpec[] = [
  {
    check: 'says-how-it-ended',
    level: 'MUST',
    rule: RULE,
    label: 'observed',
    why: 'After one power cut, the machine never exports again.',
  },
  {
    check: 'keeps-the-export',
    level: 'MUST',
    rule: RULE,
    label: 'observed',
    why: 'Leftovers of a killed run get into the next export.',
  },
];

const resumed = (place: Place): Case => ({
  id: `windows.killed-${place}`,
  area: 'windows',
  title: `A client that is killed ${places[place].when} exports the whole window in its next run.`,
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
      rule: WATERMARK,
      label: 'observed',
      why: 'The data in a gap between two windows is never exported.',
    },
    ...rowsTogether,
  ],
});

/** The case for clients without state between runs. */
const sameWindow: Case = {
  id: 'windows.killed-in-the-same-window',
  area: 'windows',
  title: 'A killed client keeps the earlier export of the window and can export the window again.',
  runs: [network({ ends: ['complete'] }), killed('at-60-percent', {}), network({ ends: ['complete'] })],
  checks: [...nothingHalf, ...recovers],
};

/** The cases in which the client is killed while the export arrives. */
export const killedCases: readonly Case[] = [...(Object.keys(places) as Place[]).map(resumed), sameWindow];
