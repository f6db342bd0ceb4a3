import { DAY_MS, HOUR_MS } from '../../../schemas/durations.ts';
import type { Scenario } from '../scenario.ts';

/** Scenarios of the clock of the service. */
export const timeScenarios: readonly Scenario[] = [
  {
    name: 'clock-moves',
    area: 'time',
    what: 'The clock is an hour later at every request.',
    shows:
      'A client that exports model by model mixes states of the network, and misses changes between them.',
    source: 'Documented: the default of until is the current time.',
    rules: [{ steps: [{ do: 'clock', advanceMs: HOUR_MS }] }],
  },
  {
    name: 'clock-moves-back',
    area: 'time',
    what: 'The clock is ten minutes earlier at every request.',
    shows: 'The client sets its watermark back, or exports the same rows twice.',
    source: 'Observed in public clients: duplicate rows are kept.',
    rules: [{ steps: [{ do: 'clock', advanceMs: -600_000 }] }],
  },
  {
    name: 'late-edits',
    area: 'time',
    what: 'The clock is three days later at every request, so that later windows contain messages of earlier windows again, edited or deleted.',
    shows: 'The client keeps the first version of a message, or stores both versions as two messages.',
    source:
      'Documented: a message is in the window of its latest version, and created_at is the time of its last edit.',
    rules: [{ steps: [{ do: 'clock', advanceMs: 3 * DAY_MS }] }],
  },
  {
    name: 'window-seam',
    area: 'time',
    what: 'The clock shows the millisecond of the latest message; it is a minute later at every request.',
    shows: 'The client loses or duplicates the row at the boundary of two windows.',
    source:
      'Observed: until is inclusive to the second. Observed in public clients: one-second gaps between windows.',
    rules: [{ steps: [{ do: 'clock', advanceMs: 60_000, onMessage: true }] }],
  },
  {
    name: 'until-at-midnight',
    area: 'time',
    what: 'The window ends at 00:00 GMT of the date of until, whatever the time of day; request.txt has this instant.',
    shows:
      'A client that exports up to the current hour, or in parts of a day, misses rows and does not notice.',
    source:
      'Documented: the legacy page says that the export looks at the date of until at 00:00 GMT. Observed against it: a shipped tool paged by twelve hours.',
    rules: [{ when: { operation: 'network' }, steps: [{ do: 'until-at-midnight' }] }],
  },
  {
    name: 'leap-day',
    area: 'time',
    what: 'The clock starts at noon of 29 February 2024, and is a day later at every request.',
    shows: 'The client cannot compute the day before, or the same day of the year before.',
    source: 'Assumed: a client that runs daily encounters this day every four years.',
    rules: [{ steps: [{ do: 'clock', set: '2024-02-29T12:00:00Z', advanceMs: DAY_MS }] }],
  },
  {
    name: 'dst-begins',
    area: 'time',
    what: 'The clock starts half an hour before summer time starts in Europe (31 March 2024), and is an hour later at every request.',
    shows: 'A client that computes in local time skips an hour of data.',
    source: 'Observed in public clients: local time is sent as UTC.',
    rules: [{ steps: [{ do: 'clock', set: '2024-03-31T00:30:00Z', advanceMs: HOUR_MS }] }],
  },
  {
    name: 'dst-ends',
    area: 'time',
    what: 'The clock starts half an hour before summer time ends in Europe (27 October 2024), and is an hour later at every request.',
    shows: 'A client that computes in local time exports an hour twice.',
    source: 'Observed in public clients: local time is sent as UTC.',
    rules: [{ steps: [{ do: 'clock', set: '2024-10-27T00:30:00Z', advanceMs: HOUR_MS }] }],
  },
  {
    name: 'client-clock-ahead',
    area: 'time',
    what: 'The clock of the service and its Date header are two hours behind.',
    shows: 'A client whose clock is ahead advances its watermark into the future of the service.',
    source: 'Observed in public clients: a watermark that advances independently of the export.',
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
    what: 'The clock of the service and its Date header are two hours ahead.',
    shows: 'A client whose clock is behind requests too short a window.',
    source: 'Documented: the default of until is the current time of the service.',
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
