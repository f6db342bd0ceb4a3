import { HOUR_MS } from '../../schemas/durations.ts';
import type { Case, Run } from '../model/case.ts';
import { meets, nextDay } from './window-demands.ts';

/** The first request of a run gets the time of its start, the others one of six hours later. */
const movingOn = {
  name: 'clock-moves-after-the-first-request',
  rules: [{ when: { requests: '2-' }, steps: [{ do: 'clock', offsetMs: 6 * HOUR_MS }] }],
} as const satisfies Run['scenario'];

/**
 * A run of several requests takes time. A client that makes one request meets nothing here; one that makes
 * several exports some rows twice, which is no demand of this case.
 */
export const movingClockCases: readonly Case[] = [
  {
    id: 'windows.clock-moves-on',
    area: 'windows',
    title: 'A window ends with the earliest of the responses of a run, and the next one starts there.',
    sequence: true,
    runs: [
      nextDay({ ends: ['complete'] }),
      nextDay({ ends: ['complete'], scenario: movingOn }),
      nextDay({ ends: ['complete'] }),
    ],
    checks: [meets],
  },
];
