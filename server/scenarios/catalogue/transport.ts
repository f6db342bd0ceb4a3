import type { Scenario, Step } from '../scenario.ts';
import type { Anchor } from '../steps/anchor.ts';

const TRUNCATION = 'Observed in public clients: truncation is not noticed';

/** Connections that fail. */
const connections: readonly Scenario[] = [
  {
    name: 'connection-refused',
    area: 'transport',
    what: 'The base URL of the session has no listener; when a token selects the scenario, the connection is reset before any response.',
    shows: 'The client reports success without a connection, or hides the reason for the failure.',
    source: 'Observed in public clients: success reported after every failure.',
    rules: [{ steps: [{ do: 'refuse-connections' }] }],
  },
  {
    name: 'connection-silent',
    area: 'transport',
    what: 'The server accepts the request, sends nothing for two minutes, and resets the connection.',
    shows: 'The client has no time limit, and hangs.',
    source: 'Assumed: the behaviour of an overloaded service.',
    rules: [{ steps: [{ do: 'be-silent', ms: 120_000 }] }],
  },
  {
    name: 'reset-before-headers',
    area: 'transport',
    what: 'The connection is reset before any response.',
    shows: 'The client crashes without a message, or does not retry.',
    source: 'Observed in public clients: no retry.',
    rules: [{ steps: [{ do: 'hang-up', how: 'reset' }] }],
  },
  {
    name: 'reset-before-headers-once',
    area: 'transport',
    what: 'For the first of every two requests the connection is reset before any response.',
    shows: 'The client does not retry.',
    source: 'Observed in public clients: no retry.',
    cycle: 2,
    rules: [{ when: { requests: '1' }, steps: [{ do: 'hang-up', how: 'reset' }] }],
  },
  {
    name: 'close-before-headers',
    area: 'transport',
    what: 'The connection is closed without a reset before any response.',
    shows: 'The client treats an empty response as an empty export.',
    source: 'Observed in public clients: an error body is saved as a ZIP.',
    rules: [{ steps: [{ do: 'hang-up', how: 'close' }] }],
  },
  {
    name: 'reset-after-headers',
    area: 'transport',
    what: 'The client receives the head, and the connection is reset before the first byte of the body.',
    shows: 'The client has created an empty file by then, and keeps it.',
    source: `${TRUNCATION}.`,
    rules: [{ steps: [{ do: 'stream', until: { byte: 0 }, end: 'reset' }] }],
  },
  {
    name: 'reset-mid-member',
    area: 'transport',
    what: 'The connection is reset after 60 % of the data of Messages.csv.',
    shows: 'The client keeps the incomplete file under the name of a complete one.',
    source: `${TRUNCATION}, inside data.`,
    rules: [{ steps: [{ do: 'stream', until: { member: 'Messages.csv', percent: 60 }, end: 'reset' }] }],
  },
  {
    name: 'reset-mid-member-once',
    area: 'transport',
    what: 'For the first of every two requests the connection is reset after 60 % of the data of Messages.csv.',
    shows: 'The client does not retry, or appends the second response to the first.',
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

/** Positions where a response ends early. */
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
  { name: 'between-members', where: 'directly after Messages.csv', until: { after: 'Messages.csv' } },
  {
    name: 'before-directory',
    where: 'directly before the central directory',
    until: { before: 'directory' },
  },
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

/** The framing of a truncated body. */
const framings: readonly Framing[] = [
  {
    name: 'chunked',
    how: 'The connection closes during the chunked body,',
    steps: [],
    end: 'close',
    shows: 'The client does not notice that the last chunk is missing.',
    seen: 'chunked',
  },
  {
    name: 'length',
    how: 'The connection closes during the body with a Content-Length,',
    steps: [{ do: 'framing', as: 'length' }],
    end: 'close',
    shows: 'The client does not compare the body with its length.',
    seen: 'with length',
  },
  {
    name: 'close-delimited',
    how: 'The body without a Content-Length and without chunks ends with the connection',
    steps: [{ do: 'framing', as: 'close' }],
    end: 'close',
    shows: 'The client does not open the archive, and only the archive shows that it is incomplete.',
    seen: 'close-delimited',
  },
  {
    name: 'well-formed',
    how: 'The chunked body ends correctly',
    steps: [],
    end: 'complete',
    shows: 'The client relies on HTTP, and does not open the archive.',
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

/** Slow responses. */
const paces: readonly Scenario[] = [
  {
    name: 'stall',
    area: 'transport',
    what: 'After 60 % of the data of Messages.csv the server sends nothing for 30 seconds; then the rest.',
    shows:
      'The client limits the time of the whole response instead of the time without a byte, or has no limit.',
    source: 'Assumed: the service makes an export while it sends it.',
    rules: [{ steps: [{ do: 'stall', at: { member: 'Messages.csv', percent: 60 }, ms: 30_000 }] }],
  },
  {
    name: 'stall-and-reset',
    area: 'transport',
    what: 'After 60 % of the data of Messages.csv the server sends nothing for ten minutes and resets the connection.',
    shows: 'The client has no time limit, and hangs.',
    source: 'Assumed: the effect of a connection that is lost between client and server.',
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
    what: 'Before the last byte the server sends nothing for 30 seconds.',
    shows: 'The client treats the response as complete.',
    source: `${TRUNCATION}, one byte short.`,
    rules: [{ steps: [{ do: 'stall', at: { beforeEnd: 1 }, ms: 30_000 }] }],
  },
  {
    name: 'slow',
    area: 'transport',
    what: 'The server sends the whole body at 10 kB per second.',
    shows: 'The client limits the time of the whole response.',
    source: 'Assumed: exports of large networks take hours.',
    rules: [{ steps: [{ do: 'slow', from: { byte: 0 }, bytes: 1000, everyMs: 100 }] }],
  },
  {
    name: 'drip',
    area: 'transport',
    what: 'In the last part of the central directory, the server sends one byte every 50 ms.',
    shows: 'The client treats small reads as the end.',
    source: `${TRUNCATION}, before the end of the central directory.`,
    rules: [{ steps: [{ do: 'slow', from: { directory: 95 }, bytes: 1, everyMs: 50 }] }],
  },
];

/** All scenarios of the connection. */
export const transportScenarios: readonly Scenario[] = [...connections, ...truncations, ...paces];
