import type { Scenario, Step } from '../scenario.ts';
import type { Anchor } from '../steps/anchor.ts';

const TRUNCATION = 'Observed in public clients: truncation not noticed';

/** Connections that come to nothing. */
const connections: readonly Scenario[] = [
  {
    name: 'connection-refused',
    area: 'transport',
    what: 'Nobody listens at the base URL of the session; by token, the connection is reset before any answer.',
    shows: 'The client calls a connection that was never made a success, or hides why it failed.',
    source: 'Observed in public clients: success printed whatever happened.',
    rules: [{ steps: [{ do: 'refuse-connections' }] }],
  },
  {
    name: 'connection-silent',
    area: 'transport',
    what: 'The request is accepted, nothing is said for two minutes, and the connection is reset.',
    shows: 'The client has no time limit, and hangs.',
    source: 'Assumed: what a service that is overloaded does.',
    rules: [{ steps: [{ do: 'be-silent', ms: 120_000 }] }],
  },
  {
    name: 'reset-before-headers',
    area: 'transport',
    what: 'The connection is reset before any answer.',
    shows: 'The client crashes without a word, or does not try again.',
    source: 'Observed in public clients: no retry.',
    rules: [{ steps: [{ do: 'hang-up', how: 'reset' }] }],
  },
  {
    name: 'reset-before-headers-once',
    area: 'transport',
    what: 'For the first of every two requests the connection is reset before any answer.',
    shows: 'The client does not try again.',
    source: 'Observed in public clients: no retry.',
    cycle: 2,
    rules: [{ when: { requests: '1' }, steps: [{ do: 'hang-up', how: 'reset' }] }],
  },
  {
    name: 'close-before-headers',
    area: 'transport',
    what: 'The connection is closed cleanly before any answer.',
    shows: 'The client takes an empty answer for an empty export.',
    source: 'Observed in public clients: an error body saved as a ZIP.',
    rules: [{ steps: [{ do: 'hang-up', how: 'close' }] }],
  },
  {
    name: 'reset-after-headers',
    area: 'transport',
    what: 'The head arrives, and the connection is reset before the first byte of the body.',
    shows: 'The client has written an empty file by then, and keeps it.',
    source: `${TRUNCATION}.`,
    rules: [{ steps: [{ do: 'stream', until: { byte: 0 }, end: 'reset' }] }],
  },
  {
    name: 'reset-mid-member',
    area: 'transport',
    what: 'The connection is reset after 60 % of the data of Messages.csv.',
    shows: 'The client keeps the half file under the name of a whole one.',
    source: `${TRUNCATION}, inside data.`,
    rules: [{ steps: [{ do: 'stream', until: { member: 'Messages.csv', percent: 60 }, end: 'reset' }] }],
  },
  {
    name: 'reset-mid-member-once',
    area: 'transport',
    what: 'For the first of every two requests the connection is reset after 60 % of the data of Messages.csv.',
    shows: 'The client does not try again, or appends the second answer to the first.',
    source: `${TRUNCATION}, inside data.`,
    cycle: 2,
    rules: [
      {
        when: { requests: '1' },
        steps: [{ do: 'stream', until: { member: 'Messages.csv', percent: 60 }, end: 'reset' }],
      },
    ],
  },
];

interface Cut {
  readonly name: string;
  readonly where: string;
  readonly until: Anchor;
}

/** Places where an answer ends before its time. */
const cuts: readonly Cut[] = [
  { name: 'after-headers', where: 'before the first byte of the body', until: { byte: 0 } },
  {
    name: 'in-local-header',
    where: 'in the middle of the local header of Messages.csv',
    until: { header: 'Messages.csv' },
  },
  {
    name: 'mid-member',
    where: 'after 60 % of the data of Messages.csv',
    until: { member: 'Messages.csv', percent: 60 },
  },
  {
    name: 'in-row',
    where: 'inside a quoted field of row 3 of Messages.csv',
    until: { member: 'Messages.csv', row: 3 },
  },
  { name: 'between-members', where: 'right after Messages.csv', until: { after: 'Messages.csv' } },
  { name: 'before-directory', where: 'right before the central directory', until: { before: 'directory' } },
  { name: 'mid-directory', where: 'in the middle of the central directory', until: { directory: 50 } },
  { name: 'one-byte-short', where: 'one byte before its end', until: { beforeEnd: 1 } },
];

interface Framing {
  readonly name: string;
  readonly how: string;
  readonly steps: readonly Step[];
  readonly end: 'close' | 'complete';
  readonly shows: string;
  readonly seen: string;
}

/** How a body that is cut was to be measured. */
const framings: readonly Framing[] = [
  {
    name: 'chunked',
    how: 'The chunked body breaks off, and the connection closes,',
    steps: [],
    end: 'close',
    shows: 'The client does not notice that the last chunk is missing.',
    seen: 'chunked',
  },
  {
    name: 'length',
    how: 'The body with a Content-Length breaks off, and the connection closes,',
    steps: [{ do: 'framing', as: 'length' }],
    end: 'close',
    shows: 'The client does not hold the body against its length.',
    seen: 'with length',
  },
  {
    name: 'close-delimited',
    how: 'The body without a length and without chunks ends with the connection',
    steps: [{ do: 'framing', as: 'close' }],
    end: 'close',
    shows: 'The client does not open the archive, which alone could tell that it is not whole.',
    seen: 'close-delimited',
  },
  {
    name: 'well-formed',
    how: 'The chunked body ends in due form',
    steps: [],
    end: 'complete',
    shows: 'The client trusts HTTP, and does not open the archive.',
    seen: 'chunked',
  },
];

const truncations: readonly Scenario[] = framings.flatMap((framing) =>
  cuts.map(({ name, where, until }) => ({
    name: `cut-${name}-${framing.name}`,
    area: 'transport' as const,
    what: `${framing.how} ${where}.`,
    shows: framing.shows,
    source: `${TRUNCATION}, ${framing.seen}.`,
    rules: [{ steps: [...framing.steps, { do: 'stream' as const, until, end: framing.end }] }],
  })),
);

/** Answers that take their time. */
const paces: readonly Scenario[] = [
  {
    name: 'stall',
    area: 'transport',
    what: 'After 60 % of the data of Messages.csv nothing comes for 30 seconds; then the rest.',
    shows: 'The client limits the time of the whole answer instead of the time without a byte, or neither.',
    source: 'Assumed: exports are made while they are sent.',
    rules: [{ steps: [{ do: 'stall', at: { member: 'Messages.csv', percent: 60 }, ms: 30_000 }] }],
  },
  {
    name: 'stall-and-reset',
    area: 'transport',
    what: 'After 60 % of the data of Messages.csv nothing comes for ten minutes; then the connection is reset.',
    shows: 'The client has no time limit, and hangs.',
    source: 'Assumed: what a connection that died on the way looks like.',
    rules: [
      {
        steps: [
          { do: 'stall', at: { member: 'Messages.csv', percent: 60 }, ms: 600_000 },
          { do: 'stream', until: { member: 'Messages.csv', percent: 60 }, end: 'reset' },
        ],
      },
    ],
  },
  {
    name: 'stall-at-the-end',
    area: 'transport',
    what: 'Before the last byte nothing comes for 30 seconds.',
    shows: 'The client believes that it has everything.',
    source: `${TRUNCATION}, one byte short.`,
    rules: [{ steps: [{ do: 'stall', at: { beforeEnd: 1 }, ms: 30_000 }] }],
  },
  {
    name: 'slow',
    area: 'transport',
    what: 'The whole body comes at 10 kB a second.',
    shows: 'The client limits the time of the whole answer.',
    source: 'Assumed: exports of large networks take hours.',
    rules: [{ steps: [{ do: 'slow', from: { byte: 0 }, bytes: 1000, everyMs: 100 }] }],
  },
  {
    name: 'drip',
    area: 'transport',
    what: 'In the last part of the central directory, one byte comes every 50 ms.',
    shows: 'The client mistakes small reads for the end.',
    source: `${TRUNCATION}, before the central directory has ended.`,
    rules: [{ steps: [{ do: 'slow', from: { directory: 95 }, bytes: 1, everyMs: 50 }] }],
  },
];

/** What happens to the connection. */
export const transportScenarios: readonly Scenario[] = [...connections, ...truncations, ...paces];
