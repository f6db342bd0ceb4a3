import type { Scenario } from '../scenario.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Clocks, and what moves with them. */
export const timeScenarios: readonly Scenario[] = [
  {
    name: 'clock-moves',
    area: 'time',
    what: 'The clock is an hour later at every request.',
    shows:
      'The client that exports model by model mixes states of the network, and misses what came between.',
    source: 'Documented: until is now when it is left out.',
    rules: [{ steps: [{ do: 'clock', advanceMs: HOUR_MS }] }],
  },
  {
    name: 'clock-moves-back',
    area: 'time',
    what: 'The clock is ten minutes earlier at every request.',
    shows: 'The client moves its watermark back, or exports the same rows twice.',
    source: 'Observed in public clients: duplicate rows kept.',
    rules: [{ steps: [{ do: 'clock', advanceMs: -600_000 }] }],
  },
  {
    name: 'late-edits',
    area: 'time',
    what: 'The clock is three days later at every request, so that messages of old windows come again, edited or deleted.',
    shows: 'The client keeps the first version of a message, or both as two messages.',
    source:
      'Documented: a message is in the window of its latest version, and created_at is the time of its last edit.',
    rules: [{ steps: [{ do: 'clock', advanceMs: 3 * DAY_MS }] }],
  },
  {
    name: 'window-seam',
    area: 'time',
    what: 'The clock stands on the very millisecond of the latest message, and a minute later at every request.',
    shows: 'The client loses or doubles the row on the seam of two windows.',
    source:
      'Observed: until is inclusive to the second. Observed in public clients: one-second seams between windows.',
    rules: [{ steps: [{ do: 'clock', advanceMs: 60_000, onMessage: true }] }],
  },
  {
    name: 'leap-day',
    area: 'time',
    what: 'The clock begins at noon of 29 February 2024, and is a day later at every request.',
    shows: 'The client cannot name the day before, or the same day a year ago.',
    source: 'Assumed: a client that runs daily meets it every four years.',
    rules: [{ steps: [{ do: 'clock', set: '2024-02-29T12:00:00Z', advanceMs: DAY_MS }] }],
  },
  {
    name: 'dst-begins',
    area: 'time',
    what: 'The clock begins half an hour before summer time begins in Europe (31 March 2024), and is an hour later at every request.',
    shows: 'The client that computes in local time skips an hour of data.',
    source: 'Observed in public clients: local time sent as UTC.',
    rules: [{ steps: [{ do: 'clock', set: '2024-03-31T00:30:00Z', advanceMs: HOUR_MS }] }],
  },
  {
    name: 'dst-ends',
    area: 'time',
    what: 'The clock begins half an hour before summer time ends in Europe (27 October 2024), and is an hour later at every request.',
    shows: 'The client that computes in local time exports an hour twice.',
    source: 'Observed in public clients: local time sent as UTC.',
    rules: [{ steps: [{ do: 'clock', set: '2024-10-27T00:30:00Z', advanceMs: HOUR_MS }] }],
  },
  {
    name: 'client-clock-ahead',
    area: 'time',
    what: 'The service is two hours behind: its clock and its Date header say so.',
    shows: 'The client whose clock is ahead moves its watermark over hours that are still to come.',
    source: 'Observed in public clients: a watermark that moves on whatever was exported.',
    rules: [
      {
        steps: [
          { do: 'clock', offsetMs: -2 * HOUR_MS },
          { do: 'head', dateOffsetMs: -2 * HOUR_MS },
        ],
      },
    ],
  },
  {
    name: 'client-clock-behind',
    area: 'time',
    what: 'The service is two hours ahead: its clock and its Date header say so.',
    shows: 'The client whose clock is behind asks for less than there is.',
    source: 'Documented: until is now when it is left out, by the clock of the service.',
    rules: [
      {
        steps: [
          { do: 'clock', offsetMs: 2 * HOUR_MS },
          { do: 'head', dateOffsetMs: 2 * HOUR_MS },
        ],
      },
    ],
  },
];
